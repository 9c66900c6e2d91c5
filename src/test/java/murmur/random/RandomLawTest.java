package murmur.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the generators' laws promise, whatever the reference gives. Bounds are five standard errors.
class RandomLawTest {
    private static final int DRAWS = 400_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.05625, 1, 30})
    void empiricalSigmaEqualsDeclaredSigma(double sigma) {
        double[] drawn = new double[DRAWS];
        new Seed(5).derive("noise").generator().fillNormal(drawn, 0, DRAWS, sigma);
        double mean = DoubleStream.of(drawn).sum() / DRAWS;
        double variance = DoubleStream.of(drawn).map(x -> x * x).sum() / DRAWS;
        assertThat(mean / sigma).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(variance / (sigma * sigma)).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
    }

    @Test
    void normalNumbersFallIntoTheirQuantiles() {
        NumpyRandom random = new NumpyRandom(17);
        double[] drawn = DoubleStream.generate(random::normal).limit(DRAWS).toArray();
        assertShareBelow(drawn, -1.959963984540054, 0.025);
        assertShareBelow(drawn, -0.6744897501960817, 0.25);
        assertShareBelow(drawn, 0, 0.5);
        assertShareBelow(drawn, 1.2815515655446004, 0.9);
        assertShareBelow(drawn, 3.090232306167813, 0.999);
    }

    private static void assertShareBelow(double[] drawn, double limit, double expected) {
        double share = (double) DoubleStream.of(drawn).filter(x -> x < limit).count() / drawn.length;
        assertThat(share).isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / drawn.length)));
    }

    @Test
    void momentsOfTheOtherLawsAreTheirs() {
        NumpyRandom random = new NumpyRandom(23);
        assertMean(random::exponential, 1, 1);
        assertMean(random::uniform, 0.5, Math.sqrt(1.0 / 12));
        for (double shape : new double[] {0.05, 0.7, 1, 4}) {
            assertMean(() -> random.gamma(shape), shape, Math.sqrt(shape));
        }
        assertMean(() -> random.beta(0.5, 0.25), 2.0 / 3, 0.5);
        assertMean(() -> random.beta(3, 1), 0.75, 0.5);
        assertMean(() -> random.dirichlet(0.02, 0.06)[1], 0.75, 0.5);
        assertMean(() -> random.dirichlet(1, 3)[1], 0.75, 0.5);
    }

    private static void assertMean(DoubleSupplier law, double mean, double largestSigma) {
        int draws = DRAWS / 10;
        double sum = DoubleStream.generate(law).limit(draws).sum();
        assertThat(sum / draws).isCloseTo(mean, within(5 * largestSigma / Math.sqrt(draws)));
    }

    @Test
    void dirichletWeightsSumToOne() {
        NumpyRandom random = new NumpyRandom(29);
        for (double alpha : new double[] {0.001, 0.05, 0.1, 0.5, 1, 100}) {
            double[] weights = random.dirichlet(alpha, alpha, alpha, alpha, alpha);
            assertThat(DoubleStream.of(weights).sum()).isCloseTo(1, within(1e-12));
            assertThat(DoubleStream.of(weights)).allMatch(w -> w >= 0);
        }
    }

    @Test
    void torchsNormalNumbersHaveTheirMeanAndSigma() {
        float[] drawn = new float[DRAWS];
        new TorchRandom(31).fillNormal(drawn, 0, DRAWS, 2, 0.5);
        double mean = IntStream.range(0, DRAWS).mapToDouble(i -> drawn[i]).sum() / DRAWS;
        double variance = IntStream.range(0, DRAWS)
                        .mapToDouble(i -> (drawn[i] - 2) * (drawn[i] - 2))
                        .sum()
                / DRAWS;
        assertThat(mean).isCloseTo(2, within(5 * 0.5 / Math.sqrt(DRAWS)));
        assertThat(variance).isCloseTo(0.25, within(5 * 0.25 * Math.sqrt(2.0 / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 1000})
    void everyShuffleIsAPermutation(int n) {
        Integer[] all = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        for (long seed = 0; seed < 20; seed++) {
            int[] python = IntStream.range(0, n).toArray();
            new PythonRandom(seed).shuffle(python);
            int[] numpy = IntStream.range(0, n).toArray();
            new NumpyRandom(seed).shuffle(numpy);
            assertThat(IntStream.of(python).boxed()).containsExactlyInAnyOrder(all);
            assertThat(IntStream.of(numpy).boxed()).containsExactlyInAnyOrder(all);
            assertThat(IntStream.of(TorchRandom.permutation(seed, n)).boxed()).containsExactlyInAnyOrder(all);
        }
    }

    @Test
    void boundedNumbersAreEquallyLikely() {
        NumpyRandom numpy = new NumpyRandom(37);
        PythonRandom python = new PythonRandom(37);
        int[] counts = new int[12];
        for (int i = 0; i < 60_000; i++) {
            counts[numpy.nextInt(6)]++;
            counts[6 + python.randint(0, 5)]++;
        }
        assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 10_000) < 5 * Math.sqrt(10_000));
    }

    @Test
    void allLayersOfTheNormalZigguratHaveOneArea() {
        double area = NormalZiggurat.WIDTH[0] * 0x1p52 * NormalZiggurat.DENSITY[255];
        for (int i = 2; i < 256; i++) {
            double width = NormalZiggurat.WIDTH[i] * 0x1p52;
            assertThat(width * (NormalZiggurat.DENSITY[i - 1] - NormalZiggurat.DENSITY[i]))
                    .isCloseTo(area, within(1e-15));
            assertThat(NormalZiggurat.INSIDE[i] / 0x1p52)
                    .isCloseTo(NormalZiggurat.WIDTH[i - 1] / NormalZiggurat.WIDTH[i], within(1e-15));
        }
    }
}
