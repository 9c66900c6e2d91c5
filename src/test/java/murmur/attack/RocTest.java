package murmur.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import murmur.attack.Roc.Point;
import murmur.random.NumpyRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RocTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /// From the highest score down: 4 (P), 3 (P and N), 2 (N N), 1 (P).
    private static final Roc TIED = Roc.of(new double[] {4, 3, 1}, new double[] {3, 2, 2});

    @Test
    void theAreaIsThatOfPairsWonWithTiesCountedHalf() {
        // Of 9 pairs, 4 wins three; 3 wins two and ties one; 1 wins none.
        assertThat(TIED.auc()).isCloseTo(5.5 / 9, EXACT);
    }

    @Test
    void truePositiveRatesStopBeforeTooManyFalsePositives() {
        assertThat(TIED.tprAtFpr(0)).isCloseTo(1.0 / 3, EXACT);
        assertThat(TIED.tprAtFpr(0.3)).isCloseTo(1.0 / 3, EXACT);
        assertThat(TIED.tprAtFpr(0.34)).isCloseTo(2.0 / 3, EXACT);
        assertThat(TIED.tprAtFpr(0.99)).isCloseTo(2.0 / 3, EXACT);
        assertThat(TIED.tprAtFpr(1)).isCloseTo(1, EXACT);
    }

    @Test
    void averagePrecisionIsTheMeanPrecisionOverThePositives() {
        // Precisions where positives are found: 1 of 1, 2 of 3 (the tie comes as a whole), 3 of 6.
        assertThat(TIED.averagePrecision()).isCloseTo((1 + 2.0 / 3 + 1.0 / 2) / 3, EXACT);
    }

    @Test
    void aResampleWithoutTheHighestScoresHasItsAveragePrecision() {
        Roc roc = Roc.of(new double[] {1, 2, 3}, new double[] {9, 2.5});
        Roc.Draws draws = roc.draws(new NumpyRandom(1));
        assertThat(IntStream.range(0, 50).mapToDouble(i -> roc.resampled(draws).averagePrecision()))
                .allMatch(value -> value > 0 && value <= 1);
    }

    @Test
    void theAdvantageIsTheLargestDistanceFromGuessing() {
        assertThat(TIED.advantage()).isCloseTo(1.0 / 3, EXACT);
        assertThat(Roc.of(new double[] {1}, new double[] {2}).advantage()).isZero();
    }

    @Test
    void aPerfectScoreFindsAllAndAConstantOneNothing() {
        Roc perfect = Roc.of(new double[] {5, 6}, new double[] {1, 2, 3});
        assertThat(perfect.auc()).isEqualTo(1);
        assertThat(perfect.averagePrecision()).isEqualTo(1);
        assertThat(perfect.tprAtFpr(0)).isEqualTo(1);
        Roc constant = Roc.of(new double[] {7, 7}, new double[] {7, 7, 7});
        assertThat(constant.auc()).isEqualTo(0.5);
        assertThat(constant.averagePrecision()).isCloseTo(0.4, EXACT);
        assertThat(constant.tprAtFpr(0.999)).isZero();
        assertThat(constant.advantage()).isZero();
    }

    @Test
    void infiniteScoresAreScores() {
        Roc roc = Roc.of(new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {Double.NEGATIVE_INFINITY, 0});
        assertThat(roc.auc()).isCloseTo(3.5 / 4, EXACT);
    }

    @Test
    void theCurveGoesThroughItsCorners() {
        assertThat(TIED.points())
                .containsExactly(
                        new Point(0, 0),
                        new Point(0, 1.0 / 3),
                        new Point(1.0 / 3, 2.0 / 3),
                        new Point(1, 2.0 / 3),
                        new Point(1, 1));
    }

    @Test
    void pointsHalfWayBetweenTheirNeighboursAreLeftOut() {
        Roc roc = Roc.of(new double[] {9, 8, 7, 6}, new double[] {1});
        assertThat(roc.points())
                .isEqualTo(List.of(new Point(0, 0), new Point(0, 0.25), new Point(0, 1), new Point(1, 1)));
    }

    @Test
    void withoutPositivesOrNegativesThereIsNoFigure() {
        Roc none = Roc.of(new double[0], new double[] {1});
        assertThat(none.auc()).isNaN();
        assertThat(none.tprAtFpr(0.1)).isNaN();
        assertThat(none.averagePrecision()).isNaN();
        assertThat(none.advantage()).isNaN();
        assertThat(none.points()).isEmpty();
        assertThat(Roc.of(new double[] {1}, new double[0]).auc()).isNaN();
    }
}
