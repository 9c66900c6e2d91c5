package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import murmur.data.Sha256;

/// The models a run ended with, whatever machine they are on: the hash of each file by its name.
public final class FinalModels {
    private FinalModels() {}

    /// @param iterations how many there were; a resumed run may have been shorter before
    public static Map<String, String> of(Path results, int iterations) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results, 2)) {
            for (Path file : files.filter(
                            path -> path.getFileName().toString().startsWith((iterations - 1) + "_weight_"))
                    .toList()) {
                hashes.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }
}
