package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnTablesTest {
    @TempDir
    private Path folder;

    /// A file that NumPy wrote. `saved.npz`: x = uint8 [[[0,255],[51,102]],[[1,2],[3,4]],[[0,0],[0,255]]], y = int64
    /// [2,0,1], owner = int16 [7,3,7]. `compressed.npz`: x = float64 [[0.5,-1.25],[3,4]], y = big-endian uint16 [1,0].
    private Path numpy(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            return Files.write(folder.resolve(name), resource.readAllBytes());
        }
    }

    @Test
    void arraysOfNumpyAreSamples() throws IOException {
        SampleSet pictures = Npz.read(numpy("saved.npz"));
        SampleSet table = Npz.read(numpy("compressed.npz"));

        assertThat(pictures.shape()).containsExactly(1, 2, 2);
        assertThat(Datasets.labels(pictures)).containsExactly(2, 0, 1);
        assertThat(Datasets.image(pictures, 0)).containsExactly(0, 1, 0.2f, 0.4f);
        assertThat(IntStream.range(0, 3).map(pictures::owner)).containsExactly(0, 1, 0);
        assertThat(pictures.ownerName(0)).isEqualTo("7");
        assertThat(table.shape()).containsExactly(2);
        assertThat(Datasets.image(table, 0)).containsExactly(0.5f, -1.25f);
        assertThat(Datasets.labels(table)).containsExactly(1, 0);
    }

    @Test
    void damagedArraysAreRefused() throws IOException {
        Path saved = numpy("saved.npz");
        assertThatThrownBy(() -> Npz.read(saved, 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("saved.npz, array x: sample 0: a label must be between 0 and 1, was 2");
        byte[] bytes = Files.readAllBytes(saved);
        Files.write(saved, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Npz.read(saved))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("saved.npz: must be a whole file of NumPy's savez");
        bytes[64] = '?';
        Files.write(saved, bytes);
        assertThatThrownBy(() -> Npz.read(saved)).isInstanceOf(BadInput.class).hasMessageContaining("saved.npz");
        assertThatThrownBy(() -> Npz.read(folder.resolve("no.npz"))).hasMessageContaining("was missing");
    }

    private Path csv(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    void columnsAreNumbersALabelAndAnOwner() throws IOException {
        Path file = csv(
                "a.csv", "age,who,\"mood, today\",height", "3,ann,sad,1.5", "", "4,bob,\"glad\",2", "5,ann,glad,-3e-1");

        Csv table = Csv.of(file, "mood, today", Optional.of("who"));
        SampleSet samples = table.read(file);

        assertThat(table.labels()).containsExactly("glad", "sad");
        assertThat(Datasets.labels(samples)).containsExactly(1, 0, 0);
        assertThat(Datasets.image(samples, 2)).containsExactly(5, -0.3f);
        assertThat(new ByOwner(false).split(samples, 2)).containsExactly(new int[] {0, 2}, new int[] {1});
    }

    @Test
    void labelsThatAreNumbersStandInTheirOrder() throws IOException {
        assertThat(Csv.of(csv("a.csv", "x,y", "1,10", "1,9", "1,-1"), "y", Optional.empty())
                        .labels())
                .containsExactly("-1", "9", "10");
    }

    @Test
    void wrongLinesOfATableAreRefusedWithTheirNumber() throws IOException {
        Path good = csv("good.csv", "x,y", "1,a");
        Csv table = Csv.of(good, "y", Optional.empty());

        refused(table, "line 2: column x must be a number, was 'one'", "x,y", "one,a");
        refused(table, "line 3: y must be a label of the training file, one of [a], was b", "x,y", "1,a", "1,b");
        refused(table, "line 2: fields must number 2, was 3", "x,y", "1,a,2");
        refused(table, "line 2: a value must be a finite number, was NaN", "x,y", "NaN,a");
        refused(table, "line 1: the columns must have one named y", "x,z", "1,a");
        refused(table, "line 2: a quoted field must end on its line", "x,y", "\"1,a");
        refused(table, "must hold column names and at least one line", "x,y");
    }

    private void refused(Csv table, String complaint, String... lines) throws IOException {
        Path file = csv("bad.csv", lines);
        assertThatThrownBy(() -> table.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("bad.csv")
                .hasMessageContaining(complaint);
    }

    private void idx(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(zipped)) {
            output.write(bytes);
        }
        Files.write(folder.resolve(name + ".gz"), zipped.toByteArray());
    }

    @Test
    void idxFilesOfAnySizeAreSamples() throws IOException {
        idx("train-images-idx3-ubyte", new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, -1, 0});
        idx("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 4});
        idx("t10k-images-idx3-ubyte", new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0});
        idx("t10k-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});

        Dataset train = IdxFolder.train(folder);

        assertThat(train.shape()).containsExactly(1, 1, 2);
        assertThat(train.classes()).isEqualTo(5);
        assertThat(Datasets.image(train, 0)).containsExactly(0, 0.2f);
        assertThatThrownBy(() -> IdxFolder.test(folder, 5))
                .hasMessageContaining("t10k-labels-idx1-ubyte.gz: the label of image 0 must be between 0 and 4, was 5");
    }

    @Test
    void quantitiesDifferAndNoSampleIsLostOrHeldTwice() {
        Dataset samples = Datasets.labelled(1000, 10, index -> index % 10);

        for (double alpha : new double[] {0.05, 1, 1000}) {
            List<int[]> split = new QuantitySkew(alpha, 90).split(samples, 20);

            assertThat(split).hasSize(20).allMatch(part -> part.length >= 1);
            assertThat(split.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                    .isEqualTo(IntStream.range(0, 1000).toArray());
        }
        assertThat(spread(new QuantitySkew(1000, 90).split(samples, 20))).isLessThan(20);
        assertThat(spread(new QuantitySkew(0.5, 90).split(samples, 20))).isGreaterThan(100);
    }

    private static int spread(List<int[]> split) {
        int[] sizes = split.stream().mapToInt(part -> part.length).sorted().toArray();
        return sizes[sizes.length - 1] - sizes[0];
    }
}
