package murmur.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// What tests ask about data sets.
final class Datasets {
    private Datasets() {}

    /// One-pixel images; the pixel of image i is i modulo 256.
    static Dataset labelled(int size, int classes, IntUnaryOperator label) {
        byte[] pixels = new byte[size];
        byte[] labels = new byte[size];
        float[] values = new float[256];
        for (int index = 0; index < size; index++) {
            pixels[index] = (byte) index;
            labels[index] = (byte) label.applyAsInt(index);
        }
        for (int value = 0; value < values.length; value++) {
            values[value] = value;
        }
        return new ByteImages(List.of(1, 1, 1), classes, pixels, labels, values);
    }

    static float[] image(Dataset dataset, int index) {
        float[] image = new float[dataset.shape().stream().reduce(1, Math::multiplyExact)];
        dataset.read(index, image, 0);
        return image;
    }

    static int[] labels(Dataset dataset) {
        return IntStream.range(0, dataset.size()).map(dataset::label).toArray();
    }

    /// Labels and pixels of every sample.
    static boolean equal(Dataset one, Dataset other) {
        return one.shape().equals(other.shape())
                && Arrays.equals(labels(one), labels(other))
                && IntStream.range(0, one.size())
                        .allMatch(index -> Arrays.equals(image(one, index), image(other, index)));
    }
}
