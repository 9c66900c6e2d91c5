package murmur.bench;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import murmur.data.ByteImages;
import murmur.data.Dataset;
import murmur.random.PythonRandom;

/// Samples by chance: the time that arithmetic takes does not depend on them.
final class RandomSamples {
    private static final int BYTES = 256;

    private RandomSamples() {}

    /// Pixels in −1 … 1.
    static Dataset images(List<Integer> shape, int classes, int samples) {
        return samples(shape, classes, samples, BYTES, value -> value / 127.5 - 1);
    }

    /// Sequences of numbers that stand for characters, of which there are `classes`.
    static Dataset sequences(int length, int classes, int samples) {
        return samples(List.of(length), classes, samples, classes, value -> Math.min(value, classes - 1.0));
    }

    private static Dataset samples(
            List<Integer> shape, int classes, int samples, int different, IntToDoubleFunction meaning) {
        PythonRandom random = new PythonRandom(1);
        byte[] inputs = new byte[samples * shape.stream().reduce(1, Math::multiplyExact)];
        byte[] labels = new byte[samples];
        float[] values = new float[BYTES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (byte) random.below(different);
        }
        for (int i = 0; i < samples; i++) {
            labels[i] = (byte) random.below(classes);
        }
        for (int i = 0; i < BYTES; i++) {
            values[i] = (float) meaning.applyAsDouble(i);
        }
        return new ByteImages(shape, classes, inputs, labels, values);
    }
}
