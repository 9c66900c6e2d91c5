package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import murmur.data.SampleSet;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.model.BatchNorm2d;
import murmur.model.Conv2d;
import murmur.model.Linear;
import murmur.model.Network;
import murmur.model.ResidualNetworks;
import murmur.model.Stateless;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Training of networks that keep buffers.
final class BufferTrainingTest {
    private static final Network TWO_NORMS = Network.named("two")
            .with("conv1", new Conv2d(1, 2, 3, 1, 1, false))
            .with("bn1", new BatchNorm2d(2))
            .with(Stateless.RELU)
            .with("conv2", new Conv2d(2, 2, 3, 1, 1, false))
            .with("bn2", new BatchNorm2d(2))
            .with(Stateless.FLATTEN)
            .with("fc", new Linear(32, 2));

    private static SampleSet samples(int side, int count) {
        SampleSet.Builder builder = new SampleSet.Builder(new SampleSet.Kind(List.of(1, side, side), 2));
        builder.startOwner("one");
        for (int sample = 0; sample < count; sample++) {
            float[] input = new float[side * side];
            for (int pixel = 0; pixel < input.length; pixel++) {
                input[pixel] = (pixel * (sample + 3)) % 11 / 11f + sample % 2;
            }
            builder.add(input, sample % 2);
        }
        return builder.build();
    }

    private static LocalTraining training(Optimizer optimizer) {
        return new LocalTraining(optimizer, Loss.CROSS_ENTROPY, 8, 1, false, false, OptionalDouble.empty());
    }

    private static Learner learner(Network network, Optimizer optimizer) {
        Learner learner = new Learner(network);
        ParameterVector start = network.initialize(new TorchRandom(1));
        learner.load(start);
        learner.loadMemories(
                OptimizerState.initial(optimizer, learner.parameters()).memories());
        return learner;
    }

    private static float[] buffers(Network network, ParameterVector vector) {
        float[] zeros = new float[network.layout().parameters()];
        return network.layout()
                .withParameters(vector, ParameterVector.owning(zeros))
                .toArray();
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(0.1, 0.9, 0, 0.5, true),
                new Adam(0.1, 0.9, 0.999, 1e-8, 0.5, false),
                new Adam(0.1, 0.9, 0.999, 1e-8, 0.5, true));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void optimisersLeaveBuffersToTheForwardPass(Optimizer optimizer) {
        SampleSet data = samples(4, 8);
        int[] batch = {0, 1, 2, 3, 4, 5, 6, 7};
        Learner trained = learner(TWO_NORMS, optimizer);
        Learner frozen = learner(TWO_NORMS, new Sgd(0));
        ParameterVector before = trained.store();

        trained.step(data, batch, training(optimizer), 1);
        frozen.step(data, batch, training(new Sgd(0)), 1);

        assertThat(buffers(TWO_NORMS, trained.store()))
                .isEqualTo(buffers(TWO_NORMS, frozen.store()))
                .isNotEqualTo(buffers(TWO_NORMS, before));
        assertThat(trained.store()).isNotEqualTo(frozen.store());
    }

    @Test
    void residualNetworksLearn() {
        Network network = ResidualNetworks.rnet(List.of(1, 28, 28), 2);
        Learner learner = learner(network, new Sgd(0.05));
        SampleSet data = samples(28, 8);
        int[] batch = {0, 1, 2, 3, 4, 5, 6, 7};

        double first = learner.step(data, batch, training(new Sgd(0.05)), 1);
        double last = first;
        for (int step = 2; step <= 5; step++) {
            last = learner.step(data, batch, training(new Sgd(0.05)), step);
        }

        assertThat(last).isLessThan(first / 2);
        assertThat(counter(network, learner.store())).isEqualTo(5);
    }

    private static float counter(Network network, ParameterVector vector) {
        return network.layout().runs().stream()
                .filter(run -> run.content() == VectorLayout.Content.COUNTER)
                .map(run -> vector.at(run.start()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void measuringTakesTheLossThatTrainingSawAndChangesNothing() {
        SampleSet data = samples(4, 8);
        int[] order = {0, 1, 2, 3, 4, 5, 6, 7};
        Learner learner = learner(TWO_NORMS, new Sgd(0));
        ParameterVector before = learner.store();

        double measured = learner.measure(data, order, Loss.CROSS_ENTROPY, 4).meanOfBatchMeans(4);
        assertThat(learner.store()).isEqualTo(before);
        double seen = (learner.step(data, new int[] {0, 1, 2, 3}, training(new Sgd(0)), 1)
                        + learner.step(data, new int[] {4, 5, 6, 7}, training(new Sgd(0)), 2))
                / 2;

        assertThat(measured).isCloseTo(seen, within(1e-6));
        assertThat(learner.evaluate(data, order, Loss.CROSS_ENTROPY).meanOfBatchMeans(4))
                .isNotCloseTo(measured, within(1e-3));
    }

    @Test
    void incompleteMiniBatchesCanBeLeftOut() throws InterruptedException {
        LocalTraining passes =
                new LocalTraining(new Sgd(0), Loss.CROSS_ENTROPY, 3, 1, true, true, OptionalDouble.empty());
        SampleSet data = samples(4, 8);
        ParameterVector start = TWO_NORMS.initialize(new TorchRandom(1));
        try (Workers workers = new Workers(1, TWO_NORMS)) {
            Trainer all = new Trainer(passes, data, new TorchRandom(1), workers);
            Trainer whole = new Trainer(passes.withWholeBatches(), data, new TorchRandom(1), workers);

            assertThat(counter(TWO_NORMS, all.train(start))).isEqualTo(3);
            assertThat(counter(TWO_NORMS, whole.train(start))).isEqualTo(2);
        }
    }

    @Test
    void aNodeNeedsAWholeMiniBatch() {
        LocalTraining whole = training(new Sgd(0)).withWholeBatches();

        whole.requireEnough(3, 8);
        assertThatThrownBy(() -> whole.requireEnough(3, 7))
                .hasMessageStartingWith("the samples of node 3 must number at least batch_size, 8, was 7; ");
    }
}
