package murmur.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.model.Network;
import murmur.model.Networks;
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

    static Dataset images() {
        return RandomSamples.images(SHAPE, CLASSES, IMAGES);
    }

    static int[] batch() {
        return IntStream.range(0, BATCH).toArray();
    }
}
