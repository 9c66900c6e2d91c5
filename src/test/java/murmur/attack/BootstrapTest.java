package murmur.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Seed SEED = new Seed(5);

    private static Interval auc(Roc roc, Seed seed) {
        return Bootstrap.USUAL.intervals(roc, List.of(Roc::auc), seed).getFirst();
    }

    private static double[] normals(int count, double mean, NumpyRandom random) {
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + random.normal())
                .toArray();
    }

    /// The standard error of an AUC of ½ from n and m samples is √((n + m + 1) / (12·n·m)) (Mann and Whitney, 1947).
    @Test
    void theIntervalIsAsWideAsTheoryHasIt() {
        NumpyRandom random = new NumpyRandom(1);
        Roc roc = Roc.of(normals(200, 0, random), normals(400, 0, random));
        Interval interval = auc(roc, SEED);
        double error = Math.sqrt(601 / (12.0 * 200 * 400));
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * error, within(0.2 * error));
        assertThat(interval.contains(roc.auc())).isTrue();
    }

    @Test
    void ninetyFivePercentOfIntervalsHoldTheTruth() {
        NumpyRandom random = new NumpyRandom(2);
        Bootstrap few = new Bootstrap(200);
        long holding = IntStream.range(0, 300)
                .filter(trial -> few.intervals(
                                Roc.of(normals(60, 0, random), normals(60, 0, random)),
                                List.of(Roc::auc),
                                SEED.derive("trial", trial))
                        .getFirst()
                        .contains(0.5))
                .count();
        assertThat(holding / 300.0).isBetween(0.91, 0.98);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] positives = IntStream.range(0, 40).mapToDouble(i -> i * i % 37).toArray();
        double[] negatives = IntStream.range(0, 31).mapToDouble(i -> i * i % 29).toArray();
        Roc roc = Roc.of(positives, negatives);
        assertThat(auc(roc, SEED)).isEqualTo(auc(roc, SEED)).isNotEqualTo(auc(roc, new Seed(6)));
    }

    @Test
    void nothingVariesWhereScoresDoNotOverlap() {
        assertThat(auc(Roc.of(new double[] {2, 3}, new double[] {0, 1}), SEED)).isEqualTo(new Interval(1, 1));
    }

    @Test
    void withoutSamplesThereIsNoInterval() {
        assertThat(auc(Roc.of(new double[0], new double[] {0, 1}), SEED)).isEqualTo(Interval.NONE);
    }

    @Test
    void quantilesAreInterpolated() {
        double[] values = IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();
        assertThat(Interval.middle95(values)).isEqualTo(new Interval(2.5, 97.5));
        assertThat(new Interval(1, 2).times(2, -1)).isEqualTo(new Interval(1, 3));
    }

    @Test
    void aNegativeNumberOfResamplesIsRefused() {
        assertThatThrownBy(() -> new Bootstrap(-1)).isInstanceOf(BadInput.class);
    }
}
