package murmur.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import murmur.data.ByteImages;
import murmur.data.Dataset;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.PythonRandom;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// The work the figures are about: LeNet on 3×32×32 images, mini-batches of 32, 3 of them per iteration.
final class LeNetTask {
    static final int BATCH = 32;
    static final int STEPS = 3;
    static final int NODES = 16;
    private static final List<Integer> SHAPE = List.of(3, 32, 32);
    private static final int CLASSES = 10;
    private static final int IMAGES = 1024;

    private LeNetTask() {}

    static Network network() {
        return Networks.leNet(SHAPE, CLASSES);
    }

    static LocalTraining training() {
        return new LocalTraining(new Sgd(0.05), Loss.CROSS_ENTROPY, BATCH, STEPS, false, true, OptionalDouble.empty());
    }

    /// Random pixels and labels: the time of a step does not depend on them.
    static Dataset images() {
        PythonRandom random = new PythonRandom(1);
        byte[] pixels = new byte[IMAGES * 3 * 32 * 32];
        byte[] labels = new byte[IMAGES];
        float[] values = new float[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.below(256);
        }
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) random.below(CLASSES);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 127.5f - 1;
        }
        return new ByteImages(SHAPE, CLASSES, pixels, labels, values);
    }

    static int[] batch() {
        return IntStream.range(0, BATCH).toArray();
    }

    /// Floating-point operations of one step: two per multiply-add of the forward pass, twice as many again of the
    /// backward pass, less the gradient of the input of the first layer, which nobody needs.
    static double operationsPerStep() {
        double first = 32.0 * 32 * 32 * 75;
        double second = 32.0 * 16 * 16 * 800;
        double third = 64.0 * 8 * 8 * 800;
        double linear = 10.0 * 1024;
        return 2 * BATCH * (2 * first + 3 * (second + third + linear));
    }
}
