package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.Mixing;
import murmur.mixing.UniformMixing;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.ZeroSumNoise;
import murmur.privacy.ZeroSumNoise.Weighting;
import murmur.sharing.PlainSharing;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.topology.RandomRegular;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What noise does to the mean of the network, through whole runs of nodes that learn nothing. Models and noise have
/// standard deviation 1, so that noise that does not cancel shows in the first digit.
@Timeout(120)
class NoiseInTheMeanLawTest {
    private static final double ROUNDING = 2e-6;
    private static final double VISIBLE = 1e-2;
    private static final Dataset SAMPLES = Digits.load().train();
    private static final int LENGTH = SmallNetwork.network(SAMPLES).length();

    static Stream<Sharing> uniform() {
        return Stream.of(true, false).map(self -> new ZeroSumNoise(1, self, Weighting.UNIFORM, 17));
    }

    static Stream<Sharing> weighted() {
        return Stream.of(true, false).map(self -> new ZeroSumNoise(1, self, Weighting.MIXING, 17));
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("uniform")
    void uniformZeroSumNoiseLeavesTheMeanUnchangedOnRegularGraphs(Sharing noise) {
        for (int degree : new int[] {2, 3, 4, 7}) {
            Graph graph = new RandomRegular(degree).generate(8, 90);
            assertThat(shift(graph, new MetropolisHastings(), noise)).isLessThan(ROUNDING);
        }
    }

    /// Otherwise the law above would say nothing.
    @ParameterizedTest
    @MethodSource("uniform")
    void uniformZeroSumNoiseShiftsTheMeanOfIrregularGraphs(Sharing noise) {
        assertThat(shift(IrregularGraphs.random(1), new MetropolisHastings(), noise))
                .isGreaterThan(VISIBLE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void weightedZeroSumNoiseLeavesTheMeanUnchangedOnIrregularGraphs(long seed) {
        weighted()
                .forEach(noise -> assertThat(shift(IrregularGraphs.random(seed), new MetropolisHastings(), noise))
                        .as("%s", noise)
                        .isLessThan(ROUNDING * 5));
    }

    /// Uniform mixing gives the two ends of an edge different weights, and preserves no mean by itself; the
    /// noise has to cancel under the weights of those who receive it.
    @ParameterizedTest
    @MethodSource("seeds")
    void weightedZeroSumNoiseCancelsUnderAsymmetricWeightsToo(long seed) {
        weighted()
                .forEach(noise -> assertThat(
                                shift(new SmallNetwork(IrregularGraphs.random(seed), new UniformMixing(), noise)))
                        .as("%s", noise)
                        .isLessThan(ROUNDING * 5));
    }

    @Test
    void otherNoiseMovesTheMean() {
        Graph graph = new RandomRegular(4).generate(8, 90);
        for (Sharing noise : List.of(new Muffliato(1, 17), new AntiCorrelatedNoise(1, 17))) {
            assertThat(shift(graph, new MetropolisHastings(), noise)).isGreaterThan(VISIBLE);
        }
    }

    /// Between the means that two iterations give with this noise and without.
    private static double shift(Graph graph, Mixing mixing, Sharing noise) {
        return shift(new SmallNetwork(graph, mixing, noise).lasting(SmallNetwork.iterations(2, 1)));
    }

    private static double shift(SmallNetwork noisy) {
        List<ParameterVector> models =
                SmallNetwork.differentModels(noisy.graph().nodes(), LENGTH);
        double[] with = SmallNetwork.mean(noisy.run(SAMPLES, models));
        double[] without = SmallNetwork.mean(noisy.sharing(new PlainSharing()).run(SAMPLES, models));
        return SmallNetwork.largestDifference(with, without);
    }
}
