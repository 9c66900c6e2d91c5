package murmur.data.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.data.catalogue.Finding.State;

/// A folder with files of which only the last part of the name is known.
///
/// @param suffixes the last part, such as `.json`
record ExpectedFolder(String path, List<String> suffixes) implements Expected {
    @Override
    public Finding look(Path folder, boolean thoroughly) {
        Path place = folder.resolve(path);
        if (!Files.isDirectory(place)) {
            return Finding.missing(place);
        }
        try (Stream<Path> entries = Files.list(place)) {
            List<Path> files = entries.filter(file -> suffixes.stream().anyMatch(file.toString()::endsWith))
                    .toList();
            long bytes =
                    files.stream().mapToLong(file -> file.toFile().length()).sum();
            return files.isEmpty()
                    ? new Finding(place, State.MISSING, 0, "holds no file " + pattern())
                    : new Finding(place, State.PRESENT, bytes, files.size() + " files " + pattern());
        } catch (IOException failure) {
            return new Finding(place, State.DAMAGED, 0, "cannot be read: " + failure.getMessage());
        }
    }

    private String pattern() {
        return suffixes.stream().map(suffix -> "*" + suffix).collect(Collectors.joining(" or "));
    }
}
