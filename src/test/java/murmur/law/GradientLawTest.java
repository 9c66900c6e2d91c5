package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.data.ByteImages;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.Entry;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.NumpyRandom;
import murmur.random.TorchRandom;
import murmur.training.Learner;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradient a step of training follows is the derivative of the loss. A loss in float32 is too rough for small
/// differences, so they are taken of the same network in float64 ([ExactLoss]).
@Timeout(120)
class GradientLawTest {
    private static final int SAMPLES = 4;
    private static final double DIFFERENCE = 1e-6;
    private static final int TRIED_PER_TENSOR = 6;

    record Case(Networks.Architecture architecture, List<Integer> shape, int classes, Loss loss) {
        @Override
        public String toString() {
            return network().name() + " " + shape + " " + loss;
        }

        Network network() {
            return architecture.of(shape, classes);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(Networks::leNet, List.of(3, 8, 8), 10, Loss.CROSS_ENTROPY),
                new Case(Networks::leNet, List.of(3, 16, 16), 10, Loss.CROSS_ENTROPY),
                new Case(Networks::leNet, List.of(3, 17, 18), 10, Loss.MEAN_SQUARED_ERROR),
                new Case(Networks::cnn, List.of(1, 12, 12), 62, Loss.CROSS_ENTROPY),
                new Case(Networks::cnn, List.of(3, 17, 16), 10, Loss.CROSS_ENTROPY),
                new Case(Networks::multilayerPerceptron, List.of(1, 8, 8), 10, Loss.CROSS_ENTROPY),
                new Case(Networks::multilayerPerceptron, List.of(1, 8, 8), 10, Loss.MEAN_SQUARED_ERROR),
                new Case(Networks::softmaxRegression, List.of(1, 8, 8), 10, Loss.CROSS_ENTROPY));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreFiniteDifferences(Case tried) {
        Network network = tried.network();
        Dataset samples = images(tried.shape(), tried.classes());
        ParameterVector model = disturbed(network.initialize(new TorchRandom(90)));
        double[] gradient = gradient(tried, model, samples);
        ExactLoss loss = new ExactLoss(network, samples, tried.loss());
        double largest = IntStream.range(0, gradient.length)
                .mapToDouble(i -> Math.abs(gradient[i]))
                .max()
                .orElseThrow();
        assertThat(largest).isGreaterThan(1e-3);
        NumpyRandom random = new NumpyRandom(7);
        int offset = 0;
        for (Entry entry : network.state()) {
            for (int k = 0; k < TRIED_PER_TENSOR; k++) {
                int index = offset + random.nextInt(entry.length());
                double difference = loss.centralDifference(model, index, DIFFERENCE);
                assertThat(gradient[index])
                        .as("%s, value %d", entry.name(), index - offset)
                        .isCloseTo(difference, within(2e-5 * largest));
            }
            offset += entry.length();
        }
    }

    /// (start − end)/η of one real step of SGD, with a η so large that the start does not blur the difference.
    private static double[] gradient(Case tried, ParameterVector model, Dataset samples) {
        double learningRate = 4096;
        Learner learner = new Learner(tried.network());
        learner.load(model);
        LocalTraining training =
                new LocalTraining(new Sgd(learningRate), tried.loss(), SAMPLES, 1, false, true, OptionalDouble.empty());
        learner.step(samples, IntStream.range(0, SAMPLES).toArray(), training, 1);
        ParameterVector end = learner.store();
        return IntStream.range(0, model.length())
                .mapToDouble(i -> ((double) model.at(i) - end.at(i)) / learningRate)
                .toArray();
    }

    /// Away from the ones and zeros that norms start from.
    private static ParameterVector disturbed(ParameterVector model) {
        NumpyRandom random = new NumpyRandom(3);
        double[] noise = IntStream.range(0, model.length())
                .mapToDouble(i -> 0.05 * random.normal())
                .toArray();
        return model.plus(noise);
    }

    private static Dataset images(List<Integer> shape, int classes) {
        NumpyRandom random = new NumpyRandom(11);
        int pixels = shape.stream().reduce(1, Math::multiplyExact);
        byte[] bytes = new byte[SAMPLES * pixels];
        byte[] labels = new byte[SAMPLES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        for (int i = 0; i < SAMPLES; i++) {
            labels[i] = (byte) random.nextInt(classes);
        }
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = (value - 127.5f) / 127.5f;
        }
        return new ByteImages(shape, classes, bytes, labels, values);
    }
}
