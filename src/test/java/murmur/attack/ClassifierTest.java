package murmur.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import murmur.attack.Attack.Campaign;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.Shard;
import murmur.model.Networks;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.training.Loss;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final Dataset DATA = Digits.load().test();
    private static final int MEMBERS = 120;
    private static final Classifier CLASSIFIER = new Classifier(60, new Bootstrap(200));

    /// Node 0 is attacked; node 1 sees its models and has samples of the classes 0 and 1 only.
    private static final Knowledge KNOWLEDGE = new Knowledge(
            List.of(new Shard(DATA, IntStream.range(0, MEMBERS).toArray()), new Shard(DATA, labelled(0, 1))),
            DATA,
            Loss.CROSS_ENTROPY,
            new Seed(1));

    private static int[] labelled(int... labels) {
        return IntStream.range(0, DATA.size())
                .filter(sample -> Arrays.stream(labels).anyMatch(label -> label == DATA.label(sample)))
                .toArray();
    }

    /// Findings after `iterations` iterations.
    ///
    /// @param members the loss of a member by iteration and noise; as is that of others
    private static List<Finding> findings(
            int iterations, ToDoubleBiFunction<Integer, Double> members, ToDoubleBiFunction<Integer, Double> others)
            throws InterruptedException {
        NumpyRandom random = new NumpyRandom(3);
        try (Workers workers = new Workers(2, Networks.softmaxRegression(DATA.shape(), DATA.classes()))) {
            Campaign campaign = CLASSIFIER.against(
                    new Targets(KNOWLEDGE, new TreeSet<>(List.of(0)), workers, ProgressListener.UNHEARD));
            List<Finding> findings = new ArrayList<>();
            for (int iteration = 0; iteration < iterations; iteration++) {
                int now = iteration;
                float[] inside = new float[MEMBERS];
                float[] outside = new float[DATA.size()];
                IntStream.range(0, inside.length)
                        .forEach(i -> inside[i] = (float) members.applyAsDouble(now, random.normal()));
                IntStream.range(0, outside.length)
                        .forEach(i -> outside[i] = (float) others.applyAsDouble(now, random.normal()));
                findings.addAll(campaign.judge(new Evidence(
                        Losses.sighting(0, iteration),
                        SampleLosses.of(inside, labels(inside.length)),
                        SampleLosses.of(outside, labels(outside.length)),
                        List.of())));
            }
            findings.addAll(campaign.conclude());
            return findings;
        }
    }

    private static int[] labels(int samples) {
        return IntStream.range(0, samples).map(DATA::label).toArray();
    }

    private static double auc(Finding finding) {
        return Losses.value(finding, "roc_auc");
    }

    @Test
    void aClassifierFindsMembersWhoseLossesMoveDifferently() throws InterruptedException {
        // No single moment tells more than an AUC of 0.76, but the change does.
        List<Finding> findings =
                findings(8, (now, noise) -> 3 - 0.3 * now + 0.3 * noise, (now, noise) -> 2 + 0.3 * noise);
        assertThat(findings)
                .hasSize(8)
                .allSatisfy(finding -> assertThat(auc(finding)).isGreaterThan(0.95));
        assertThat(findings.getFirst().setting())
                .containsEntry("attacker_dataset_mode", "global")
                .containsEntry("attacked_information", "all");
    }

    @Test
    void whatLooksTheSameIsNotToldApart() throws InterruptedException {
        List<Finding> findings = findings(3, (now, noise) -> 1 + noise, (now, noise) -> 1 + noise);
        Figure auc = findings.getFirst().figures().getFirst();
        assertThat(auc.metric()).isEqualTo("roc_auc");
        assertThat(auc.interval().contains(0.5)).as(auc.toString()).isTrue();
    }

    @Test
    void hugeAndInfiniteLossesDoNotEndInNothing() throws InterruptedException {
        List<Finding> findings =
                findings(2, (now, noise) -> 1e20 * (1 + noise), (now, noise) -> Double.POSITIVE_INFINITY);
        assertThat(auc(findings.getFirst())).isGreaterThan(0.9);
    }

    @Test
    void aMomentWithoutAnyLossIsSkippedAndSamplesThatLackOneAreLeftOut() throws InterruptedException {
        List<Finding> findings = findings(
                3,
                (now, noise) -> now == 1 || noise > 1 ? Double.NaN : noise,
                (now, noise) -> now == 1 ? Double.NaN : 10 + noise);
        assertThat(auc(findings.getFirst())).isGreaterThan(0.95);
    }

    @Test
    void theSameLossesGiveTheSameFigures() throws InterruptedException {
        ToDoubleBiFunction<Integer, Double> members = (now, noise) -> noise;
        ToDoubleBiFunction<Integer, Double> others = (now, noise) -> 0.5 + noise;
        assertThat(findings(2, members, others).stream().map(Finding::figures).toList())
                .isEqualTo(findings(2, members, others).stream()
                        .map(Finding::figures)
                        .toList());
    }
}
