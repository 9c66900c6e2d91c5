package murmur.attack;

import static murmur.attack.Losses.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import murmur.attack.Assessment.Adversary;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.SampleSet;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.NumpyRandom;
import murmur.random.PythonRandom;
import murmur.random.Seed;
import murmur.random.TorchRandom;
import murmur.topology.Step;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;
import murmur.training.Trainer;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;

/// Attacks on models of which one knows what they must give away.
class KnownAnswersTest {
    private static final Dataset DIGITS = Digits.load().train();
    private static final Network NETWORK = Networks.softmaxRegression(DIGITS.shape(), DIGITS.classes());
    private static final List<Attack> ATTACKS =
            List.of(new Threshold(Bootstrap.USUAL), new BiasedThreshold(), new Linkability());

    /// Digits with labels that mean nothing: they can be learned by heart only.
    private static final Dataset MEANINGLESS = meaningless();

    private static Dataset meaningless() {
        SampleSet.Builder builder = new SampleSet.Builder(new SampleSet.Kind(DIGITS.shape(), DIGITS.classes()));
        builder.startOwner("nobody");
        NumpyRandom random = new NumpyRandom(4);
        float[] input = new float[DIGITS.shape().stream().reduce(1, Math::multiplyExact)];
        for (int sample = 0; sample < DIGITS.size(); sample++) {
            DIGITS.read(sample, input, 0);
            builder.add(input, random.nextInt(DIGITS.classes()));
        }
        return builder.build();
    }

    private static Shard part(Dataset data, int from, int to) {
        return new Shard(data, IntStream.range(from, to).toArray());
    }

    private static ParameterVector trained(Dataset samples, int epochs, Workers workers) throws InterruptedException {
        LocalTraining training =
                new LocalTraining(new Sgd(0.5), Loss.CROSS_ENTROPY, 8, epochs, true, true, OptionalDouble.empty());
        return new Trainer(training, samples, new TorchRandom(1), workers)
                .train(NETWORK.initialize(new TorchRandom(1)));
    }

    private static Finding attacked(Knowledge knowledge, int sender, ParameterVector model, Workers workers)
            throws InterruptedException {
        return attacked(knowledge, sender, model, workers, ATTACKS).getFirst();
    }

    private static List<Finding> attacked(
            Knowledge knowledge, int sender, ParameterVector model, Workers workers, List<Attack> attacks)
            throws InterruptedException {
        Sending sending = new Sending(sender, new Step(0, 0), List.of(new Sending.Copy(0, () -> model)));
        Adversary adversary = new Adversary(new Views.FirstNeighbour(), attacks);
        try (Assessment assessment = new Assessment(knowledge, adversary, new TreeSet<>(List.of(0)), workers)) {
            return assessment.see(sending);
        }
    }

    private static Knowledge knowledge(List<Shard> shards, Dataset others) {
        return new Knowledge(shards, others, Loss.CROSS_ENTROPY, new Seed(7));
    }

    @Test
    void whatAModelHasLearnedByHeartIsFound() throws InterruptedException {
        Shard own = part(MEANINGLESS, 0, 40);
        try (Workers workers = new Workers(1, NETWORK)) {
            Finding finding = attacked(
                    knowledge(List.of(own), part(MEANINGLESS, 100, 600)), 0, trained(own, 200, workers), workers);
            assertThat(value(finding, "roc_auc")).isGreaterThan(0.95);
            assertThat(value(finding, "roc_auc_balanced")).isGreaterThan(0.95);
            assertThat(value(finding, "balanced_accuracy")).isGreaterThan(0.9);
        }
    }

    @Test
    void ofSamplesNeitherOfWhichItHasSeenAModelTellsNothing() throws InterruptedException {
        List<Integer> order = new ArrayList<>(IntStream.range(200, 1000).boxed().toList());
        new PythonRandom(1).shuffle(order);
        int[] shuffled = order.stream().mapToInt(Integer::intValue).toArray();
        Shard alleged = new Shard(DIGITS, IntStream.of(shuffled).limit(300).toArray());
        Shard others = new Shard(DIGITS, IntStream.of(shuffled).skip(300).toArray());
        try (Workers workers = new Workers(1, NETWORK)) {
            ParameterVector model = trained(part(DIGITS, 0, 200), 20, workers);
            Finding finding = attacked(knowledge(List.of(alleged), others), 0, model, workers);
            assertThat(finding.figures())
                    .filteredOn(figure -> figure.metric().startsWith("roc_auc")
                            && !figure.metric().contains("class"))
                    .hasSize(2)
                    .allMatch(figure -> figure.interval().contains(0.5));
        }
    }

    private static Shard labelled(int label) {
        return new Shard(
                DIGITS,
                IntStream.range(0, DIGITS.size())
                        .filter(sample -> DIGITS.label(sample) == label)
                        .toArray());
    }

    @Test
    void modelsOfNodesWithTheirOwnLabelsAreLinkedToThem() throws InterruptedException {
        List<Shard> shards = IntStream.range(0, DIGITS.classes())
                .mapToObj(KnownAnswersTest::labelled)
                .toList();
        try (Workers workers = new Workers(2, NETWORK)) {
            for (int node = 0; node < shards.size(); node++) {
                ParameterVector model = trained(shards.get(node), 2, workers);
                Finding finding = attacked(knowledge(shards, Digits.load().test()), node, model, workers, ATTACKS)
                        .getLast();
                assertThat(value(finding, "linkability_real_rank")).isZero();
                assertThat(value(finding, "linkability_top1_guess")).isEqualTo(node);
            }
        }
    }

    /// The node's own samples and those of nobody are computed in batches of their own.
    @Test
    void figuresOfOneAttackDoNotDependOnTheOthersNorOnTheWorkers() throws InterruptedException {
        Shard own = part(DIGITS, 0, 50);
        Knowledge knowledge =
                knowledge(List.of(own, part(DIGITS, 50, 333), part(DIGITS, 20, 60)), part(DIGITS, 400, 900));
        try (Workers one = new Workers(1, NETWORK);
                Workers three = new Workers(3, NETWORK)) {
            ParameterVector model = trained(own, 3, one);
            List<Finding> together = attacked(knowledge, 0, model, three, ATTACKS);
            for (int attack = 0; attack < ATTACKS.size(); attack++) {
                assertThat(attacked(knowledge, 0, model, one, List.of(ATTACKS.get(attack)))
                                .getFirst()
                                .figures())
                        .isEqualTo(together.get(attack).figures());
            }
        }
    }
}
