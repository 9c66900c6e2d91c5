package murmur.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): grey pictures of 28 × 28 pixels of ten kinds of clothing, in IDX
/// files, gzipped or not.
public final class FashionMnist {
    /// Where Debian's package `dataset-fashion-mnist` puts the files.
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    private static final String CURE =
            "get it with murmur data fetch fashion-mnist, or set train_dir to a folder with train-images-idx3-ubyte,"
                    + " train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (.gz or not)";

    private static final int CLASSES = 10;
    private static final int SIDE = 28;

    private FashionMnist() {}

    /// Both parts, from `folder` (or its subfolder `FashionMNIST/raw`, where torchvision keeps them), or from where
    /// Debian installs them if `folder` is null.
    ///
    /// @throws BadInput with the file and the cure
    public static TrainTest load(@Nullable Path folder) {
        return new TrainTest(train(folder), test(folder));
    }

    /// The training images alone.
    public static Dataset train(@Nullable Path folder) {
        return read(folder, "train");
    }

    /// The test images alone.
    public static Dataset test(@Nullable Path folder) {
        return read(folder, "t10k");
    }

    private static Dataset read(@Nullable Path folder, String part) {
        Path given = folder == null ? DEBIAN : folder;
        Path images = find(given, part + "-images-idx3-ubyte");
        Path labels = find(given, part + "-labels-idx1-ubyte");
        try {
            return images(images, labels);
        } catch (BadInput bad) {
            throw bad.cure(CURE);
        }
    }

    private static Path find(Path given, String name) {
        for (Path folder : List.of(given, given.resolve("FashionMNIST").resolve("raw"))) {
            for (String spelling : List.of(name, name + ".gz")) {
                Path file = folder.resolve(spelling);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        throw new BadInput(given + ": " + name + "[.gz] is missing").cure(CURE);
    }

    private static ByteImages images(Path imageFile, Path labelFile) {
        Idx images = Idx.read(imageFile, 3);
        Idx labels = Idx.read(labelFile, 1);
        int count = images.dimensions().getFirst();
        BadInput.unless(
                images.dimensions().equals(List.of(count, SIDE, SIDE)),
                imageFile + ": dimensions",
                "be [n, 28, 28]",
                images.dimensions());
        BadInput.unless(
                labels.dimensions().getFirst() == count,
                labelFile + ": labels",
                "number as many as images, " + count,
                labels.dimensions().getFirst());
        try {
            return new ByteImages(List.of(1, SIDE, SIDE), CLASSES, images.bytes(), labels.bytes(), values());
        } catch (BadInput bad) {
            throw bad.at(labelFile.toString());
        }
    }

    /// Bytes scaled to 0 … 1 in float32, as torchvision's ToTensor does.
    private static float[] values() {
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = value / 255f;
        }
        return values;
    }
}
