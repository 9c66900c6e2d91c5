package murmur.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Values computed by the reference system: text files of lines `part | part | …`, with `#` before comments.
final class GoldenLines {
    private GoldenLines() {}

    static Path file(String name) {
        try {
            URI place = Objects.requireNonNull(GoldenLines.class.getResource(name), name)
                    .toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> of(String name) {
        try (var lines = Files.lines(file(name))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> parts(String line) {
        return List.of(line.split("\\|", -1));
    }

    static int[] numbers(String part) {
        return Arrays.stream(part.strip().split(" ", -1))
                .filter(word -> !word.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
