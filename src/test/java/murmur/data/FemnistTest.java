package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FemnistTest {
    @TempDir
    private Path folder;

    @Test
    void filesAreReadInTheOrderOfTheirNamesAndOwnTheirSamples() throws IOException {
        LeafFiles.write(folder.resolve("b.json"), LeafFiles.writer("b", 255, 3));
        LeafFiles.write(folder.resolve("a.json"), LeafFiles.writer("a", 51, 61, 0));
        Files.writeString(folder.resolve("readme.txt"), "not a sample");

        SampleSet femnist = Femnist.train(folder);

        assertThat(Datasets.labels(femnist)).containsExactly(61, 0, 3);
        assertThat(femnist.shape()).containsExactly(1, 28, 28);
        assertThat(femnist.classes()).isEqualTo(62);
        assertThat(Datasets.image(femnist, 1)).hasSize(784).containsOnly(0.2f);
        assertThat(femnist.owner(1)).isZero();
        assertThat(femnist.ownerName(femnist.owner(2))).isEqualTo("b.json");
    }

    @Test
    void usersOfOneFileStandInTheOrderOfItsList() throws IOException {
        Path file = LeafFiles.write(
                folder.resolve("a.json"), LeafFiles.writer("p", 0, 1, 2), LeafFiles.writer("q", 255, 3));
        Files.writeString(file, Files.readString(file).replace("[\"p\", \"q\"]", "[\"q\", \"p\"]"));

        assertThat(Datasets.labels(Femnist.train(folder))).containsExactly(3, 1, 2);
        assertThat(Datasets.image(Femnist.train(folder), 0)).containsOnly(1f);
        assertThat(Datasets.labels(Femnist.test(folder))).containsExactly(1, 2, 3);
    }

    @Test
    void nodesGetWholeFilesInTheOrderOfPythonsShuffle() throws IOException {
        for (int writer = 0; writer < 12; writer++) {
            LeafFiles.write(
                    folder.resolve("f%02d.json".formatted(writer)), LeafFiles.writer("w" + writer, writer, writer, 61));
        }
        SampleSet femnist = Femnist.train(folder);

        List<Shard> shards = new IidOwners(90, Fractions.equal()).shards(femnist, 5);

        // The reference shuffles 0 … 11 with seed 90 into 0 9 10 2 8 11 6 5 4 7 1 3.
        assertThat(Datasets.labels(shards.getFirst())).containsExactly(0, 61, 9, 61);
        assertThat(Datasets.labels(shards.getLast())).containsExactly(4, 61, 7, 61, 1, 61, 3, 61);
        Set<Integer> seen = new TreeSet<>();
        shards.forEach(shard -> Arrays.stream(indices(shard)).forEach(seen::add));
        assertThat(seen).hasSize(24);
    }

    private static int[] indices(Shard shard) {
        return IntStream.range(0, shard.size()).map(shard::index).toArray();
    }

    @Test
    void moreNodesThanFilesAreRefused() throws IOException {
        LeafFiles.write(folder.resolve("a.json"), LeafFiles.writer("a", 0, 1, 2, 3));

        assertThatThrownBy(() -> new IidOwners(90, Fractions.equal()).split(Femnist.train(folder), 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("nodes must number at most as many as owners of data, 1, was 2");
    }

    @Test
    void damageIsRefusedWithFileByteUserAndSample() throws IOException {
        refused(
                LeafFiles.writer("u", 0, 1, 62),
                ", byte ",
                "user u: sample 1: a label must be between 0 and 61, was 62");
        refused(new LeafFiles.User("u", "[[1, 2]]", "[1]"), "an image must have 784 pixels, was 2");
        refused(new LeafFiles.User("u", "[[\"a\"]]", "[1]"), "a pixel must be a number, was text");
        refused(new LeafFiles.User("u", "[]", "[]"), "user u: a user must have at least one sample, was none");
        refused(new LeafFiles.User("u", "[]", "[1]"), "x and y must be equally long, was 0 and 1");
        refused(new LeafFiles.User("u", "3", "[1]"), "x must be an array");
    }

    private void refused(LeafFiles.User user, String... complaints) throws IOException {
        LeafFiles.write(folder.resolve("bad.json"), user);
        assertThatThrownBy(() -> Femnist.train(folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("bad.json")
                .hasMessageContainingAll(complaints);
    }

    @Test
    void aTruncatedFileIsRefusedWhereItEnds() throws IOException {
        Path file = LeafFiles.write(folder.resolve("bad.json"), LeafFiles.writer("u", 0, 1, 2));
        String whole = Files.readString(file);

        for (int length : new int[] {0, 1, 30, 200, whole.length() / 2, whole.length() - 2}) {
            Files.writeString(file, whole.substring(0, length));
            assertThatThrownBy(() -> Femnist.train(folder))
                    .as("%d bytes", length)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("bad.json, byte ");
        }
    }

    @Test
    void aUserIsTestedOnce() throws IOException {
        LeafFiles.write(folder.resolve("a.json"), LeafFiles.writer("u", 0, 1));
        LeafFiles.write(folder.resolve("b.json"), LeafFiles.writer("u", 0, 1));

        assertThatThrownBy(() -> Femnist.test(folder))
                .hasMessageContaining("b.json: user u must stand in one file, was in ");
    }

    @Test
    void aFolderWithoutJsonIsRefused() {
        assertThatThrownBy(() -> Femnist.train(folder)).hasMessageContaining("must hold files *.json");
        assertThatThrownBy(() -> Femnist.train(folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
    }

    /// 80 MB of JSON, read by a process that may use 48 MB: what stays is a byte per pixel.
    @Test
    void aLargeFileNeedsAFractionOfItsSizeInMemory() throws IOException, InterruptedException {
        Path file = folder.resolve("large.json");
        LeafFiles.writeLarge(file, 8000);
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(Files.size(file)).isGreaterThan(75_000_000);
        assertThat(reading.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("8000");
    }

    /// Reads a folder and says how many samples there are.
    static final class LargeFile {
        private LargeFile() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            System.out.println(Femnist.test(Path.of(arguments[0])).size());
        }
    }
}
