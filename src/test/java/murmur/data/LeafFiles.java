package murmur.data;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes files in LEAF's layout.
public final class LeafFiles {
    private LeafFiles() {}

    /// A user with `x` and `y` as JSON arrays.
    public record User(String id, String x, String y) {}

    /// One file; `num_samples` is a number for one user, as the reference writes it, and a list for several.
    public static Path write(Path file, User... users) throws IOException {
        Files.createDirectories(file.getParent());
        String ids = Arrays.stream(users).map(user -> quoted(user.id())).collect(Collectors.joining(", "));
        String data = Arrays.stream(users)
                .map(user -> quoted(user.id()) + ": {\"x\": " + user.x() + ", \"y\": " + user.y() + "}")
                .collect(Collectors.joining(", "));
        String counts = users.length == 1 ? "1" : "[1, 2]";
        return Files.writeString(
                file, "{\"users\": [" + ids + "], \"num_samples\": " + counts + ", \"user_data\": {" + data + "}}");
    }

    /// A writer of FEMNIST whose images are all of one grey, one per label: grey `g` is written g/255.
    public static User writer(String id, int grey, int... labels) {
        String image = IntStream.range(0, 784)
                .mapToObj(pixel -> Double.toString(grey / 255.0))
                .collect(Collectors.joining(", ", "[", "]"));
        List<String> images = Arrays.stream(labels).mapToObj(label -> image).toList();
        return new User(id, images.toString(), Arrays.toString(labels));
    }

    /// A writer whose images show their labels, 28×28 with a bright block in a place of its own for every label.
    public static User legibleWriter(String id, int seed, int samples) {
        int[] labels = IntStream.range(0, samples).map(i -> (i * 7 + seed) % 62).toArray();
        String images = Arrays.stream(labels).mapToObj(LeafFiles::legible).collect(Collectors.joining(", ", "[", "]"));
        return new User(id, images, Arrays.toString(labels));
    }

    private static String legible(int label) {
        return IntStream.range(0, 784)
                .mapToObj(pixel -> pixel / 28 / 3 == label / 9 && pixel % 28 / 3 == label % 9 ? "0.0" : "1.0")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// A file of users with 100 nearly white images each, written piece by piece.
    static void writeLarge(Path file, int images) throws IOException {
        String image = IntStream.range(0, 784).mapToObj(i -> "0.9921568627").collect(Collectors.joining(",", "[", "]"));
        try (Writer writer = Files.newBufferedWriter(file)) {
            String users = IntStream.range(0, images / 100)
                    .mapToObj(user -> quoted("u" + 100 * user))
                    .collect(Collectors.joining(",", "[", "]"));
            writer.write("{\"users\":" + users + ",\"num_samples\":[" + images + "],\"user_data\":{");
            for (int user = 0; user < images; user += 100) {
                writer.write((user == 0 ? "" : ",") + quoted("u" + user) + ":{\"x\":[");
                for (int i = 0; i < 100; i++) {
                    writer.write((i == 0 ? "" : ",") + image);
                }
                writer.write("],\"y\":[" + "1,".repeat(99) + "1]}");
            }
            writer.write("}}");
        }
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
