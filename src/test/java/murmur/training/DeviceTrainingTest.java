package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.data.SampleSet;
import murmur.math.ParameterVector;
import murmur.model.BatchNorm2d;
import murmur.model.Conv2d;
import murmur.model.Device;
import murmur.model.Devices;
import murmur.model.Embedding;
import murmur.model.Linear;
import murmur.model.Lstm;
import murmur.model.MaxPool;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.model.Precision;
import murmur.model.Stateless;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Training on a device with a memory of its own, as far as that can be had without one.
class DeviceTrainingTest {
    private static final int[] BATCH = IntStream.range(0, 6).toArray();
    private static final List<Integer> IMAGES = List.of(3, 8, 8);
    private static final List<Integer> TEXTS = List.of(5);
    private static final int CLASSES = 4;

    record Case(Network network, LocalTraining training) {
        SampleSet data() {
            return samples(network.name().equals("texts") ? TEXTS : IMAGES);
        }

        @Override
        public String toString() {
            return network.name() + ", " + training.optimizer() + ", " + training.loss();
        }
    }

    /// Every kind of layer.
    static Stream<Case> all() {
        return cases(Networks.leNet(IMAGES, CLASSES), batchNorm(), texts());
    }

    /// With every kind of loss and optimiser, in both precisions.
    private static Stream<Case> cases(Network... networks) {
        List<LocalTraining> trainings = List.of(
                training(new Sgd(0.1), Loss.MEAN_SQUARED_ERROR),
                training(new Sgd(0.1, 0.9, 0, 0.1, true), Loss.CROSS_ENTROPY),
                training(new Adam(0.1, 0.9, 0.999, 1e-8, 0.5, true), Loss.CROSS_ENTROPY));
        return Stream.of(networks)
                .flatMap(network -> Stream.of(network, network.withPrecision(Precision.BFLOAT16)))
                .flatMap(network -> trainings.stream().map(training -> new Case(network, training)));
    }

    private static LocalTraining training(Optimizer optimizer, Loss loss) {
        return new LocalTraining(optimizer, loss, BATCH.length, 1, false, false, OptionalDouble.empty());
    }

    private static Network batchNorm() {
        return Network.named("images")
                .with("conv", new Conv2d(3, 4, 3, 1, 1, false))
                .with("norm", new BatchNorm2d(4))
                .with(Stateless.RELU)
                .with("", new MaxPool(3, 2, 1))
                .with(Stateless.FLATTEN)
                .with("fc", new Linear(64, CLASSES));
    }

    private static Network texts() {
        return Network.named("texts")
                .with("words", new Embedding(7, 3, OptionalInt.of(0)))
                .with("lstm", new Lstm(3, 4, 2, Lstm.Output.LAST_STEP))
                .with("fc", new Linear(4, CLASSES));
    }

    private static SampleSet samples(List<Integer> shape) {
        SampleSet.Builder builder = new SampleSet.Builder(new SampleSet.Kind(shape, CLASSES));
        builder.startOwner("one");
        for (int sample = 0; sample < 2 * BATCH.length; sample++) {
            float[] input = new float[shape.stream().reduce(1, Math::multiplyExact)];
            for (int i = 0; i < input.length; i++) {
                input[i] = (i * (sample + 3)) % 7;
            }
            builder.add(input, sample % CLASSES);
        }
        return builder.build();
    }

    private static Learner learner(Case tried, Device device) {
        torch.set_num_threads(1);
        Learner learner = new Learner(tried.network(), device);
        learner.load(tried.network().initialize(new TorchRandom(1)));
        learner.loadMemories(OptimizerState.initial(tried.training().optimizer(), learner.parameters())
                .memories());
        return learner;
    }

    /// Three steps, in the middle of which everything goes to main memory and back, and two kinds of evaluation.
    private static List<Object> life(Case tried, Device device) {
        SampleSet data = tried.data();
        Learner learner = learner(tried, device);
        List<Object> life = new ArrayList<>();
        for (int step = 1; step <= 3; step++) {
            life.add(learner.step(data, BATCH, tried.training(), step));
            List<ParameterVector> memories =
                    learner.storeMemories(tried.training().optimizer().memories());
            ParameterVector model = learner.store();
            life.add(model);
            life.addAll(memories);
            learner.load(model);
            learner.loadMemories(memories);
        }
        int[] all = IntStream.range(0, data.size()).toArray();
        Scores tested = learner.evaluate(data, all, tried.training().loss());
        life.add(ParameterVector.of(tested.losses()));
        life.add(tested.classAccuracyPercent());
        life.add(ParameterVector.of(learner.measure(data, all, tried.training().loss(), BATCH.length)
                .losses()));
        return life;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theWayToADeviceAndBackChangesNoBit(Case tried) {
        assertThat(life(tried, Devices.DISTANT_CPU)).isEqualTo(life(tried, Device.CPU));
    }

    /// Without layers that the device lacks.
    static Stream<Case> simple() {
        Network images = Network.named("images")
                .with("", new Devices.Border(IMAGES))
                .with("", new MaxPool(3, 2, 1))
                .with(Stateless.FLATTEN)
                .with("fc1", new Linear(48, 5))
                .with("fc2", new Linear(5, CLASSES));
        Network lists = Network.named("lists")
                .with("", new Devices.Border(List.of(64, 3)))
                .with("lstm", new Lstm(3, 4, 2, Lstm.Output.LAST_STEP))
                .with("fc", new Linear(4, CLASSES));
        return cases(images, lists);
    }

    /// Nor does the device have the gradient of every loss.
    static Stream<Case> steps() {
        return simple().filter(tried -> tried.training().loss() == Loss.CROSS_ENTROPY);
    }

    /// On a device without values, a step comes as far as the loss that is to be brought back.
    @ParameterizedTest
    @MethodSource("steps")
    void allOfAStepTakesPlaceOnTheDevice(Case tried) {
        Learner learner = learner(tried, Devices.META);
        assertThatThrownBy(() -> learner.step(tried.data(), BATCH, tried.training(), 1))
                .hasMessageContaining("aten::_local_scalar_dense");
    }

    @ParameterizedTest
    @MethodSource("simple")
    void allOfAnEvaluationTakesPlaceOnTheDevice(Case tried) {
        Learner learner = learner(tried, Devices.META);
        assertThatThrownBy(() ->
                        learner.evaluate(tried.data(), BATCH, tried.training().loss()))
                .hasMessageContaining("Cannot copy out of meta tensor");
        assertThatThrownBy(() ->
                        learner.measure(tried.data(), BATCH, tried.training().loss(), BATCH.length))
                .hasMessageContaining("Cannot copy out of meta tensor");
    }
}
