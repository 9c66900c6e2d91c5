package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.model.ScriptedModules;
import murmur.model.TorchScript;
import murmur.random.TorchRandom;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Scores;
import murmur.training.Sgd;
import murmur.training.Trainer;
import murmur.training.Workers;
import org.bytedeco.pytorch.JitModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A scripted module is trained as one of our own networks is, and does not depend on who trained before.
@Timeout(120)
class TorchScriptLawTest {
    private static final Dataset DIGITS = Digits.load().train();

    @TempDir
    private Path folder;

    private Network scripted(JitModule module) {
        return new TorchScript(ScriptedModules.save(module, folder.resolve("my.pt"))).of(DIGITS);
    }

    private static LocalTraining training(int rounds) {
        return new LocalTraining(
                new Sgd(0.05, 0.9, 0, 1e-4, true), Loss.CROSS_ENTROPY, 16, rounds, false, true, OptionalDouble.of(2));
    }

    private record Outcome(ParameterVector model, double trainLoss, Scores scores) {}

    private static Outcome outcome(Network network) throws InterruptedException {
        try (Workers workers = new Workers(1, network)) {
            Trainer trainer = new Trainer(training(20), DIGITS, new TorchRandom(5), workers);
            ParameterVector model = trainer.train(network.initialize(new TorchRandom(90)));
            return new Outcome(model, trainer.trainLoss(model), trainer.test(model, DIGITS));
        }
    }

    @Test
    void aScriptedPerceptronTrainsToTheBitsOfOurs() throws InterruptedException {
        Network ours = Networks.multilayerPerceptron(DIGITS.shape(), DIGITS.classes());

        Outcome expected = outcome(ours);
        Outcome actual = outcome(scripted(ScriptedModules.multilayerPerceptron(ours, 90)));

        assertThat(actual.model()).isEqualTo(expected.model());
        assertThat(actual.trainLoss()).isCloseTo(expected.trainLoss(), within(1e-6));
        assertThat(actual.scores().losses()).isEqualTo(expected.scores().losses());
        assertThat(actual.scores().accuracyPercent()).isGreaterThan(60);
    }

    /// Our convolutions have another order of memory.
    @Test
    void aScriptedLeNetTrainsToTheNumbersOfOurs() throws InterruptedException {
        Network ours = Networks.leNet(DIGITS.shape(), DIGITS.classes());

        Outcome expected = outcome(ours);
        Outcome actual = outcome(scripted(ScriptedModules.leNet(ours, 90)));

        assertThat(IntStream.range(0, ours.length())
                        .mapToDouble(i ->
                                Math.abs(expected.model().at(i) - actual.model().at(i)))
                        .max()
                        .orElseThrow())
                .isLessThan(1e-4);
        assertThat(actual.trainLoss()).isCloseTo(expected.trainLoss(), within(1e-4));
    }

    @Test
    void dropoutDependsNeitherOnWorkersNorOnWhatRanBefore() throws Exception {
        Network network = scripted(ScriptedModules.normalizedAndDropped(64, 10, 0.5));
        List<ParameterVector> alone = trained(network, 1);

        assertThat(trained(network, 4)).isEqualTo(alone).doesNotHaveDuplicates();
        assertThat(alone).isNotEqualTo(trained(scripted(ScriptedModules.normalizedAndDropped(64, 10, 0)), 1));
        VectorLayout layout = network.layout();
        for (ParameterVector model : alone) {
            assertThat(model.at(layout.length() - 1)).as("counter").isEqualTo(8);
            assertThat(model.at(640 + 17)).as("order").isEqualTo(17);
            assertThat(model.at(640 + 4 * 64 + 30)).as("running mean").isNotZero();
        }
    }

    /// Six nodes that train at the same time, two phases of four steps each.
    private static List<ParameterVector> trained(Network network, int count) throws Exception {
        ParameterVector start = network.initialize(new TorchRandom(90));
        try (Workers workers = new Workers(count, network)) {
            List<FutureTask<ParameterVector>> nodes = new ArrayList<>();
            for (int node = 0; node < 6; node++) {
                Shard shard = new Shard(
                        DIGITS, IntStream.range(50 * node, 50 * node + 50).toArray());
                Trainer trainer = new Trainer(training(4), shard, new TorchRandom(5), workers);
                nodes.add(new FutureTask<>(() -> {
                    ParameterVector once = trainer.train(start);
                    trainer.trainLoss(once);
                    return trainer.train(once);
                }));
            }
            nodes.forEach(Thread.ofVirtual()::start);
            List<ParameterVector> models = new ArrayList<>();
            for (FutureTask<ParameterVector> node : nodes) {
                models.add(node.get());
            }
            return models;
        }
    }

    /// Neither our objects nor TorchScript's own keep what a step allocates: activations alone would be some 300 MB.
    @Test
    void stepsLeaveNoNativeMemoryBehind() throws Exception {
        Network network = scripted(ScriptedModules.leNet(Networks.leNet(DIGITS.shape(), DIGITS.classes()), 90));
        try (Workers workers = new Workers(1, network)) {
            Trainer trainer = new Trainer(training(100), DIGITS, new TorchRandom(5), workers);
            ParameterVector model = trainer.train(network.initialize(new TorchRandom(90)));
            long before = nativeBytes();
            for (int phase = 0; phase < 6; phase++) {
                model = trainer.train(model);
            }
            assertThat(nativeBytes() - before).isLessThan(100L << 20);
            assertThat(model.norm()).isFinite();
        }
    }

    /// Resident memory without what the Java heap has reserved.
    private static long nativeBytes() throws IOException {
        long pages =
                Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
        return 4096 * pages - Runtime.getRuntime().totalMemory();
    }
}
