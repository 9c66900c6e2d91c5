package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import murmur.BadInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FashionMnistTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeThreeTrainingAndTwoTestImages() throws IOException {
        write("train-images-idx3-ubyte", idx(3, 3, 28, 28));
        write("train-labels-idx1-ubyte", idx(1, 3));
        write("t10k-images-idx3-ubyte.gz", gzipped(idx(3, 2, 28, 28)));
        write("t10k-labels-idx1-ubyte.gz", gzipped(idx(1, 2)));
    }

    @Test
    void plainAndGzippedFilesAreRead() {
        TrainTest both = FashionMnist.load(folder);

        assertThat(both.train().size()).isEqualTo(3);
        assertThat(both.test().size()).isEqualTo(2);
        assertThat(both.train().shape()).containsExactly(1, 28, 28);
        assertThat(Datasets.labels(both.train())).containsExactly(0, 1, 2);
        assertThat(Datasets.image(both.train(), 1)[1]).isEqualTo((785 % 10) / 255f);
        assertThat(Datasets.image(both.test(), 0)[9]).isEqualTo(9 / 255f);
    }

    @Test
    void theFoldersOfTorchvisionAreFound() throws IOException {
        Path parent = folder.resolve("parent");
        Files.createDirectories(parent.resolve("FashionMNIST"));
        Path raw = Files.createDirectory(parent.resolve("FashionMNIST/raw"));
        for (String name : new String[] {"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"}) {
            Files.copy(folder.resolve(name), raw.resolve(name));
        }

        assertThat(FashionMnist.test(parent).size()).isEqualTo(2);
        refused(() -> FashionMnist.train(parent))
                .hasMessageContaining(parent + ": train-images-idx3-ubyte[.gz] is missing; get it with murmur data"
                        + " fetch fashion-mnist, or set train_dir to a folder");
    }

    @Test
    void anotherMagicIsRefused() throws IOException {
        write("train-images-idx3-ubyte", idx(1, 3));
        refused(() -> FashionMnist.train(folder))
                .hasMessageContaining("train-images-idx3-ubyte: the first four bytes must be 0x00000803")
                .hasMessageContaining("was 0x00000801; get it with");
    }

    @Test
    void filesTooShortOrTooLongAreRefused() throws IOException {
        byte[] whole = idx(3, 3, 28, 28);

        write("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 1));
        refused(() -> FashionMnist.train(folder))
                .hasMessageContaining("the number of bytes after the 16 bytes of the header must be 2352")
                .hasMessageContaining("was 2351");
        write("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length + 1));
        refused(() -> FashionMnist.train(folder)).hasMessageContaining("was more");
        for (int length : new int[] {0, 1, 3, 10}) {
            write("train-images-idx3-ubyte", Arrays.copyOf(whole, length));
            refused(() -> FashionMnist.train(folder))
                    .hasMessageContaining("must be a whole file, ends too early, at byte " + length);
        }
    }

    @Test
    void aTruncatedGzipIsRefused() throws IOException {
        byte[] whole = gzipped(idx(3, 2, 28, 28));
        for (int cut : new int[] {1, 8, whole.length / 2}) {
            write("t10k-images-idx3-ubyte.gz", Arrays.copyOf(whole, whole.length - cut));
            refused(() -> FashionMnist.test(folder))
                    .hasMessageContaining("t10k-images-idx3-ubyte.gz: must be a whole file, ends too early, at byte "
                            + (whole.length - cut) + "; get it with");
        }
    }

    @Test
    void aDamagedGzipIsRefused() throws IOException {
        byte[] damaged = gzipped(idx(3, 2, 28, 28));
        damaged[damaged.length - 6] ^= 1;
        write("t10k-images-idx3-ubyte.gz", damaged);

        refused(() -> FashionMnist.test(folder)).hasMessageContaining("t10k-images-idx3-ubyte.gz: cannot be read: ");
    }

    @Test
    void dimensionsThatDoNotFitAreRefused() throws IOException {
        write("train-images-idx3-ubyte", idx(3, 3, 28, 27));
        refused(() -> FashionMnist.train(folder))
                .hasMessageContaining("train-images-idx3-ubyte: dimensions must be [n, 28, 28], was [3, 28, 27]");
        write("train-images-idx3-ubyte", idx(3, 4, 28, 28));
        refused(() -> FashionMnist.train(folder))
                .hasMessageContaining("train-labels-idx1-ubyte: labels must number as many as images, 4, was 3");
        write("train-images-idx3-ubyte", header(3, 3, -28, 28));
        refused(() -> FashionMnist.train(folder)).hasMessageContaining("dimension 1 (byte 8) must be >= 1, was -28");
        write("train-images-idx3-ubyte", header(3, 60_000, 60_000, 28));
        refused(() -> FashionMnist.train(folder)).hasMessageContaining("the number of elements must be below 2^31");
    }

    @Test
    void aWrongLabelIsRefused() throws IOException {
        byte[] labels = idx(1, 3);
        labels[9] = 10;
        write("train-labels-idx1-ubyte", labels);

        refused(() -> FashionMnist.train(folder))
                .hasMessageContaining("train-labels-idx1-ubyte: the label of image 1 must be between 0 and 9, was 10");
    }

    /// Needs Debian's package `dataset-fashion-mnist`.
    @Test
    @Tag("slow")
    void debiansFilesAreFoundByThemselves() {
        TrainTest both = FashionMnist.load(null);

        assertThat(both.train().size()).isEqualTo(60_000);
        assertThat(both.test().size()).isEqualTo(10_000);
        for (Dataset part : new Dataset[] {both.train(), both.test()}) {
            int[] all = IntStream.range(0, part.size()).toArray();
            assertThat(new Shard(part, all).labelHistogram()).containsOnly(part.size() / 10);
        }
        assertThat(both.train().label(0)).isEqualTo(9);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    /// Element i is i modulo 10.
    private static byte[] idx(int rank, int... dimensions) {
        byte[] header = header(rank, dimensions);
        int length = Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
        byte[] file = Arrays.copyOf(header, header.length + length);
        for (int element = 0; element < length; element++) {
            file[header.length + element] = (byte) (element % 10);
        }
        return file;
    }

    private static byte[] header(int rank, int... dimensions) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * rank).putInt(0x800 | rank);
        Arrays.stream(dimensions).forEach(header::putInt);
        return header.array();
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable reading) {
        return assertThatThrownBy(reading).isInstanceOf(BadInput.class);
    }
}
