package murmur.attack;

import static murmur.attack.Losses.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.attack.Assessment.Adversary;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.SampleSet;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.Seed;
import murmur.random.TorchRandom;
import murmur.topology.Step;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;
import murmur.training.Trainer;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;

class ShadowAttackTest {
    /// Digits of the same writers: those of the test set are of others.
    private static final int[] ORDER =
            TorchRandom.permutation(5, Digits.load().train().size());

    private static final Dataset TRAIN = copy(0, 600);
    private static final Dataset TEST = copy(600, 1200);
    private static final Network NETWORK = Networks.multilayerPerceptron(TRAIN.shape(), TRAIN.classes());
    private static final ParameterVector INITIAL = NETWORK.initialize(new TorchRandom(1));
    private static final List<Attack> ATTACKS =
            List.of(new Threshold(Bootstrap.USUAL), Attacks.named("lira"), Attacks.named("rmia"));
    private static final int ITERATIONS = 3;

    private static Dataset copy(int from, int to) {
        Dataset digits = Digits.load().train();
        SampleSet.Builder builder = new SampleSet.Builder(new SampleSet.Kind(digits.shape(), digits.classes()));
        builder.startOwner("somebody");
        float[] input = new float[digits.shape().stream().reduce(1, Math::multiplyExact)];
        for (int position = from; position < to; position++) {
            digits.read(ORDER[position], input, 0);
            builder.add(input, digits.label(ORDER[position]));
        }
        return builder.build();
    }

    private static LocalTraining training(Loss loss) {
        return new LocalTraining(new Sgd(0.5), loss, 8, 30, true, true, OptionalDouble.empty());
    }

    private static Shard part(int from, int to) {
        return new Shard(TRAIN, IntStream.range(from, to).toArray());
    }

    /// Findings about the third model of a node that trains on `learned`.
    ///
    /// @param alleged the samples it is taken to hold
    private static List<Finding> findings(Shard learned, Shard alleged, Loss loss, int workerCount)
            throws InterruptedException {
        LocalTraining training = training(loss);
        Knowledge knowledge =
                new Knowledge(List.of(alleged), TEST, loss, new Seed(2), Optional.of(new Procedure(training, INITIAL)));
        try (Workers workers = new Workers(workerCount, NETWORK)) {
            Trainer trainer = new Trainer(training, learned, new TorchRandom(8), workers);
            ParameterVector model = INITIAL;
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                model = trainer.train(model);
            }
            ParameterVector last = model;
            Sending sending = new Sending(0, new Step(2, 0), List.of(new Sending.Copy(1, () -> last)));
            try (Assessment assessment = new Assessment(
                    knowledge,
                    new Adversary(new Views.FirstNeighbour(), ATTACKS),
                    new TreeSet<>(List.of(0, 2)),
                    workers)) {
                return assessment.see(sending);
            }
        }
    }

    @Test
    void judgingSamplesByTheirDifficultyFindsMoreThanAThreshold() throws InterruptedException {
        List<Finding> findings = findings(part(0, 60), part(0, 60), Loss.CROSS_ENTROPY, 2);
        double threshold = value(findings.get(0), "roc_auc");
        assertThat(value(findings.get(1), "roc_auc")).isGreaterThan(threshold).isGreaterThan(0.7);
        assertThat(value(findings.get(2), "roc_auc")).isGreaterThan(0.7);
        assertThat(findings.subList(1, 3))
                .allSatisfy(finding ->
                        assertThat(value(finding, "unscored_members")).isZero());
    }

    @Test
    void ofSamplesNeitherOfWhichItHasSeenAModelTellsNothing() throws InterruptedException {
        List<Finding> findings = findings(part(0, 60), part(300, 360), Loss.CROSS_ENTROPY, 2);
        assertThat(findings.subList(1, 3))
                .allSatisfy(finding -> assertThat(
                                finding.figures().getFirst().interval().contains(0.5))
                        .as(finding.figures().getFirst().toString())
                        .isTrue());
    }

    @Test
    void shadowModelsAreTheSameWhoeverTrainsThem() throws InterruptedException {
        assertThat(findings(part(0, 30), part(0, 30), Loss.CROSS_ENTROPY, 1)
                        .get(1)
                        .figures())
                .isEqualTo(findings(part(0, 30), part(0, 30), Loss.CROSS_ENTROPY, 3)
                        .get(1)
                        .figures());
    }

    @Test
    void modelsThatGiveNoProbabilitiesAreRefused() {
        assertThatThrownBy(() -> findings(part(0, 30), part(0, 30), Loss.MEAN_SQUARED_ERROR, 1))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("CrossEntropyLoss");
    }
}
