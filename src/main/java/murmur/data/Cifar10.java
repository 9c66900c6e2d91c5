package murmur.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// CIFAR-10 (Krizhevsky, 2009): colour photographs of 32 × 32 pixels in ten classes, in the layouts their
/// author publishes. Images come in file order, `data_batch_1` to `data_batch_5`, and batches of any number of
/// images are read.
///
/// The path given may be
/// - the folder `cifar-10-batches-py` (Python pickles) or `cifar-10-batches-bin` (records of 3,073 bytes),
/// - a folder holding one of them, or `cifar-10-python.tar.gz`, or `cifar-10-binary.tar.gz`,
/// - such a `.tar.gz` itself, whatever its name. It is read as it is, nothing is unpacked to disk.
///
/// Of several layouts the pickles win. Every reader throws [murmur.BadInput] with the file, the position and the cure.
public final class Cifar10 {
    static final List<Integer> SHAPE = List.of(3, 32, 32);
    static final int PIXELS = 3 * 32 * 32;
    static final int CLASSES = 10;
    static final String TEST_BATCH = "test_batch";
    static final List<String> TRAIN_BATCHES = IntStream.rangeClosed(1, 5)
            .mapToObj(number -> "data_batch_" + number)
            .toList();

    private Cifar10() {}

    /// Both parts from one place; an archive is read through only once.
    public static TrainTest load(Path place) {
        List<String> all =
                Stream.concat(TRAIN_BATCHES.stream(), Stream.of(TEST_BATCH)).toList();
        Cifar10Files files = Cifar10Files.find(place, all);
        return new TrainTest(read(files, TRAIN_BATCHES), read(files, List.of(TEST_BATCH)));
    }

    /// The training images alone.
    public static Dataset train(Path place) {
        return read(Cifar10Files.find(place, TRAIN_BATCHES), TRAIN_BATCHES);
    }

    /// The test images alone.
    public static Dataset test(Path place) {
        List<String> wanted = List.of(TEST_BATCH);
        return read(Cifar10Files.find(place, wanted), wanted);
    }

    private static ByteImages read(Cifar10Files files, List<String> batches) {
        List<ByteImages> read = new ArrayList<>();
        for (String batch : batches) {
            read.add(files.layout().decode(files.read(batch), files.place(batch)));
        }
        return ByteImages.joined(read);
    }

    /// Bytes scaled to 0 … 1, then to −1 … 1, each step rounded to float32 as torchvision's ToTensor and Normalize do.
    static float[] values() {
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            float scaled = value / 255f;
            values[value] = (scaled - 0.5f) / 0.5f;
        }
        return values;
    }
}
