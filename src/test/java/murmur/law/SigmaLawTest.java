package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.privacy.ZeroSumNoise.Absent;
import murmur.privacy.ZeroSumNoise.Weighting;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The noise in what is sent has the standard deviation the configuration declares. Models are zero here, so that what
/// is sent is the noise. Bounds are five standard errors.
class SigmaLawTest {
    private static final int LENGTH = 200_000;
    private static final double SIGMA = 0.05625;
    private static final double BOUND = 5 / Math.sqrt(2.0 * LENGTH);
    private static final ParameterVector ZEROS = ParameterVector.of(new float[LENGTH]);

    @ParameterizedTest
    @EnumSource
    void muffliatosNoiseHasItsSigmaAndIsTheSameForAll(NoiseSource.Generator generator) {
        Sharing.Sharer sharer = new Muffliato(SIGMA, new NoiseSource(421, generator)).forNode(3);
        for (int iteration = 0; iteration < 3; iteration++) {
            Shares shares = sharer.share(ZEROS, audience(iteration, 4));
            assertSigma(shares.kept(), SIGMA);
            assertThat(shares.sent(0)).isEqualTo(shares.kept());
            assertThat(shares.sent(3)).isEqualTo(shares.kept());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 12})
    void everyReceiversZeroSumNoiseHasTheDeclaredSigma(int neighbours) {
        for (ZeroSumNoise noise : zeroSums()) {
            boolean selfNoise = noise.selfNoise();
            Shares shares = noise.forNode(0).share(ZEROS, audience(0, neighbours));
            for (ParameterVector sent : receivedNoise(shares, neighbours, selfNoise)) {
                assertSigma(sent, SIGMA);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 12})
    void zeroSumNoisesSumToZero(int neighbours) {
        for (ZeroSumNoise noise : zeroSums()) {
            boolean selfNoise = noise.selfNoise();
            Shares shares = noise.forNode(0).share(ZEROS, audience(0, neighbours));
            double[] sum = new double[LENGTH];
            for (ParameterVector sent : receivedNoise(shares, neighbours, selfNoise)) {
                IntStream.range(0, LENGTH).forEach(i -> sum[i] += sent.at(i));
            }
            assertThat(SmallNetwork.largestDifference(sum, new double[LENGTH])).isLessThan(1e-7);
        }
    }

    /// With and without noise for the node itself, of every generator.
    private static List<ZeroSumNoise> zeroSums() {
        List<ZeroSumNoise> noises = new ArrayList<>();
        for (NoiseSource.Generator generator : NoiseSource.Generator.values()) {
            for (boolean selfNoise : new boolean[] {true, false}) {
                NoiseSource source = new NoiseSource(421, generator);
                noises.add(new ZeroSumNoise(SIGMA, selfNoise, Weighting.UNIFORM, Absent.IGNORE, source));
            }
        }
        return noises;
    }

    private static List<ParameterVector> receivedNoise(Shares shares, int neighbours, boolean selfNoise) {
        List<ParameterVector> received = new ArrayList<>();
        IntStream.range(0, neighbours).forEach(position -> received.add(shares.sent(position)));
        if (selfNoise) {
            received.add(shares.kept());
        } else {
            assertThat(shares.kept()).isSameAs(ZEROS);
        }
        return received;
    }

    /// With equal weights, as on every regular graph, the weighted noise is the uniform one.
    @Test
    void weightedZeroSumNoiseUnderEqualWeightsIsTheUniformOne() {
        Audience audience = audience(0, 4);
        Shares uniform =
                new ZeroSumNoise(SIGMA, true, Weighting.UNIFORM, 421).forNode(2).share(ZEROS, audience);
        Shares weighted =
                new ZeroSumNoise(SIGMA, true, Weighting.MIXING, 421).forNode(2).share(ZEROS, audience);
        for (int position = 0; position < 4; position++) {
            double[] one = SmallNetwork.mean(List.of(uniform.sent(position)));
            double[] other = SmallNetwork.mean(List.of(weighted.sent(position)));
            assertThat(SmallNetwork.largestDifference(one, other)).isLessThan(1e-7);
        }
    }

    @Test
    void anticorrelatedNoiseHasSigmaAtFirstAndRootTwoTimesItLater() {
        Sharing.Sharer sharer = new AntiCorrelatedNoise(SIGMA, 421).forNode(3);
        double[] sum = new double[LENGTH];
        for (int iteration = 0; iteration < 5; iteration++) {
            Shares shares = sharer.share(ZEROS, audience(iteration, 2));
            ParameterVector noise = shares.kept();
            assertThat(shares.sent(1)).isEqualTo(noise);
            assertSigma(noise, iteration == 0 ? SIGMA : Math.sqrt(2) * SIGMA);
            IntStream.range(0, LENGTH).forEach(i -> sum[i] += noise.at(i));
            // What was added before is taken away: only the newest noise is left in the sum.
            assertThat(sigma(sum) / SIGMA).isCloseTo(1, within(BOUND));
        }
    }

    @Test
    void theAnticorrelatedSumIsTheNewestNoise() {
        Sharing.Sharer anticorrelated = new AntiCorrelatedNoise(SIGMA, 421).forNode(3);
        Sharing.Sharer independent = new Muffliato(SIGMA, 421).forNode(3);
        double[] sum = new double[LENGTH];
        for (int iteration = 0; iteration < 4; iteration++) {
            ParameterVector noise =
                    anticorrelated.share(ZEROS, audience(iteration, 2)).kept();
            ParameterVector newest =
                    independent.share(ZEROS, audience(iteration, 2)).kept();
            IntStream.range(0, LENGTH).forEach(i -> sum[i] += noise.at(i));
            assertThat(SmallNetwork.largestDifference(sum, SmallNetwork.mean(List.of(newest))))
                    .isLessThan(1e-7);
        }
    }

    @Test
    void noiseIsAddedInTheFirstMixingStepOnly() {
        for (Sharing noise : List.of(
                new Muffliato(SIGMA, 421),
                new AntiCorrelatedNoise(SIGMA, 421),
                new ZeroSumNoise(SIGMA, true, Weighting.UNIFORM, 421))) {
            Shares shares = noise.forNode(0)
                    .share(ZEROS, new Audience(new Step(0, 1), audience(0, 3).receivers(), 0.25));
            assertThat(shares.kept()).isSameAs(ZEROS);
            assertThat(shares.sent(2)).isSameAs(ZEROS);
        }
    }

    @Test
    void nodesDrawDifferentNoise() {
        Muffliato noise = new Muffliato(SIGMA, 421);
        double[] one = SmallNetwork.mean(
                List.of(noise.forNode(0).share(ZEROS, audience(0, 1)).kept()));
        double[] other = SmallNetwork.mean(
                List.of(noise.forNode(1).share(ZEROS, audience(0, 1)).kept()));
        double product =
                IntStream.range(0, LENGTH).mapToDouble(i -> one[i] * other[i]).sum();
        assertThat(product / (LENGTH * SIGMA * SIGMA)).isCloseTo(0, within(5 / Math.sqrt(LENGTH)));
    }

    /// Rows of the reference: 6 neighbours and the node itself, 3 values, uid 0.
    @Test
    void rowsOfZeroSumNoiseAreTheReferences() {
        ParameterVector zeros = ParameterVector.of(0, 0, 0);
        double[] first = {0.010682227275233548, 0.022542489340834863, 0.050491269983614084};
        double[] self = {-0.048818177393603224, -0.05566186726287252, -0.05198875238236881};
        Shares shares =
                new ZeroSumNoise(SIGMA, true, Weighting.UNIFORM, 421).forNode(0).share(zeros, audience(0, 6));
        assertThat(shares.sent(0)).isEqualTo(zeros.plus(first));
        assertThat(shares.kept()).isEqualTo(zeros.plus(self));
    }

    private static Audience audience(int iteration, int neighbours) {
        double weight = 1.0 / (neighbours + 1);
        return new Audience(
                new Step(iteration, 0),
                IntStream.range(0, neighbours)
                        .mapToObj(node -> new Audience.Receiver(node, weight))
                        .toList(),
                weight);
    }

    private static void assertSigma(ParameterVector noise, double sigma) {
        assertThat(sigma(SmallNetwork.mean(List.of(noise))) / sigma).isCloseTo(1, within(BOUND));
    }

    private static double sigma(double[] noise) {
        return Math.sqrt(IntStream.range(0, noise.length)
                        .mapToDouble(i -> noise[i] * noise[i])
                        .sum()
                / noise.length);
    }
}
