package murmur.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;

/// Pictures and labels in IDX files named as those of MNIST (LeCun, Cortes and Burges): `train-images-idx3-ubyte`,
/// `train-labels-idx1-ubyte`, and `t10k-…` for the test set, gzipped or not. Bytes are scaled to 0 … 1.
public final class IdxFolder {
    private static final int MOST_CLASSES = 256;

    private IdxFolder() {}

    /// The training set. There are as many classes as the largest label says.
    ///
    /// @throws BadInput naming the file and what is wrong in it
    public static Dataset train(Path folder) {
        Path labels = find(folder, "train-labels-idx1-ubyte");
        return images(folder, "train", classes(Idx.read(labels, 1)));
    }

    /// The test set.
    ///
    /// @param classes those of the training set
    public static Dataset test(Path folder, int classes) {
        return images(folder, "t10k", classes);
    }

    private static int classes(Idx labels) {
        int largest = 0;
        for (byte label : labels.bytes()) {
            largest = Math.max(largest, Byte.toUnsignedInt(label));
        }
        return Math.min(largest + 1, MOST_CLASSES);
    }

    private static Dataset images(Path folder, String part, int classes) {
        Path imageFile = find(folder, part + "-images-idx3-ubyte");
        Path labelFile = find(folder, part + "-labels-idx1-ubyte");
        Idx images = Idx.read(imageFile, 3);
        Idx labels = Idx.read(labelFile, 1);
        List<Integer> sides = images.dimensions();
        BadInput.unless(
                labels.dimensions().getFirst().equals(sides.getFirst()),
                labelFile + ": labels",
                "number as many as images, " + sides.getFirst(),
                labels.dimensions().getFirst());
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = value / 255f;
        }
        try {
            return new ByteImages(
                    List.of(1, sides.get(1), sides.get(2)), classes, images.bytes(), labels.bytes(), values);
        } catch (BadInput bad) {
            throw bad.at(labelFile.toString());
        }
    }

    private static Path find(Path folder, String name) {
        for (String spelling : List.of(name, name + ".gz")) {
            Path file = folder.resolve(spelling);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new BadInput(folder + ": " + name + "[.gz] is missing");
    }
}
