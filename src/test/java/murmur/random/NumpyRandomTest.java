package murmur.random;

import static murmur.random.ReferenceFacts.doubles;
import static murmur.random.ReferenceFacts.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class NumpyRandomTest {
    /// Powers may be rounded differently in the last place.
    private static final Percentage LAST_PLACES = Percentage.withPercentage(1e-12);

    @ParameterizedTest
    @CsvSource({
        "0, -6696874842932477345, 4976686463289251617",
        "4294967295, 4647538520743280031, 4041050679407036418",
        "4294967296, -2033960298550127067, -8169361047829750836",
        "9223372036854775807, 3236778688619115796, 8668653565307110780",
        "-1, -5902465963608549745, -2853494401010228391"
    })
    void seedsOfAnyLengthGivePcg64sNumbers(long seed, long first, long second) {
        NumpyRandom random = new NumpyRandom(seed);
        assertThat(random.nextLong()).isEqualTo(first);
        assertThat(random.nextLong()).isEqualTo(second);
    }

    @Test
    void normalNumbersEqualNumpysBitForBit() {
        JsonNode fact = fact("numpy_normal");
        NumpyRandom random = new NumpyRandom(fact.get("seed").longValue());
        double[] first = new double[15];
        random.fillNormal(first, 0, 15, fact.get("scale").doubleValue());
        assertThat(first).isEqualTo(doubles(fact.get("first_draw_shape_3x5")));
        double[] second = DoubleStream.generate(random::normal).limit(4).toArray();
        assertThat(second).isEqualTo(doubles(fact.get("second_draw_shape_4")));
    }

    @Test
    void theNoiseOfTheReferencesNodesIsReproduced() {
        assertThat(noise(421000, 4))
                .containsExactly(0.011150901637282247, 0.023784994345089114, 0.04862257518456744, -0.03940280513553723);
        assertThat(noise(421005, 3)).containsExactly(0.021962524640883475, -0.04526999317140057, -0.015833547525872623);
    }

    private static double[] noise(long seed, int count) {
        double[] noise = new double[count];
        new NumpyRandom(seed).fillNormal(noise, 0, count, 0.05625);
        return noise;
    }

    @Test
    void aMillionNormalNumbersStayInStepWithNumpy() {
        JsonNode fact = fact("numpy_normal_bulk");
        double[] drawn = new double[fact.get("n").intValue()];
        new NumpyRandom(fact.get("seed").longValue()).fillNormal(drawn, 0, drawn.length, 1);
        assertThat(drawn[drawn.length - 1]).isEqualTo(fact.get("last").doubleValue());
        assertThat(Arrays.stream(drawn).max()).hasValue(fact.get("max").doubleValue());
        assertThat(Arrays.stream(drawn).sum()).isCloseTo(fact.get("sum").doubleValue(), within(1e-9));
        assertThat(Arrays.stream(drawn).map(x -> x * x).sum())
                .isCloseTo(fact.get("sum_sq").doubleValue(), within(1e-6));
    }

    @Test
    void numbersOfTheTailEqualNumpys() {
        double[] drawn = new double[1_000_000];
        new NumpyRandom(90).fillNormal(drawn, 0, drawn.length, 1);
        assertThat(drawn[941]).isEqualTo(-3.700235002098389);
        assertThat(drawn[1577]).isEqualTo(-3.8329551884210726);
        assertThat(drawn[12623]).isEqualTo(3.9108317022113814);
        assertThat(drawn[23757]).isEqualTo(4.388294877390736);
        assertThat(Arrays.stream(drawn).min()).hasValue(-4.8803216128215166);
        assertThat(Arrays.stream(drawn).filter(x -> Math.abs(x) > NormalZiggurat.TAIL))
                .hasSize(238);
    }

    @Test
    void fillingEqualsDrawingOneByOneAndTouchesNothingElse() {
        double[] filled = new double[1000];
        NumpyRandom random = new NumpyRandom(11);
        random.fillNormal(filled, 100, 900, 3);
        NumpyRandom single = new NumpyRandom(11);
        assertThat(Arrays.copyOfRange(filled, 100, 900))
                .isEqualTo(DoubleStream.generate(() -> 3 * single.normal())
                        .limit(800)
                        .toArray());
        assertThat(Arrays.copyOf(filled, 100)).containsOnly(0);
        assertThat(Arrays.copyOfRange(filled, 900, 1000)).containsOnly(0);
        assertThat(random.nextLong()).isEqualTo(single.nextLong());
    }

    @Test
    void exponentialNumbersEqualNumpysBitForBit() {
        NumpyRandom random = new NumpyRandom(90);
        double[] drawn =
                DoubleStream.generate(random::exponential).limit(1_000_000).toArray();
        assertThat(Arrays.copyOf(drawn, 4))
                .containsExactly(1.2004305069788426, 0.46144220569741334, 0.327000933482211, 1.2763404969636818);
        assertThat(Arrays.stream(drawn).max()).hasValue(13.4421874316271);
        assertThat(drawn[999_999]).isEqualTo(4.6574825909954045);
        assertThat(random.uniform()).isEqualTo(0.25862477747268375);
    }

    static Stream<Arguments> lawsOfNumpy() {
        return Stream.of(
                law(
                        "gamma 0.05",
                        r -> r.gamma(0.05),
                        2.621956341627505e-09,
                        1.974343812382366e-06,
                        0.0007179219863105993),
                law("gamma 0.5", r -> r.gamma(0.5), 0.1386316989457999, 0.26923508350724873, 0.5614558474382957),
                law("gamma 1", r -> r.gamma(1), 1.2004305069788426, 0.46144220569741334, 0.327000933482211),
                law("gamma 2.5", r -> r.gamma(2.5), 6.0851875002266755, 2.009743443513216, 1.7374610489823203),
                law(
                        "beta .05 .4",
                        r -> r.beta(0.05, 0.4),
                        6.828547461956267e-09,
                        1.744075233636325e-05,
                        0.11421982153198164),
                law("beta .5 .7", r -> r.beta(0.5, 0.7), 0.193259520257065, 0.48285213782868686, 0.9039807794072299),
                law("beta 2 .3", r -> r.beta(2, 0.3), 0.979219510270272, 0.8096026155108939, 0.999563218583822));
    }

    private static Arguments law(String name, ToDoubleFunction<NumpyRandom> draw, double... expected) {
        return Arguments.of(name, draw, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lawsOfNumpy")
    void gammaAndBetaNumbersAreNumpys(String name, ToDoubleFunction<NumpyRandom> draw, double[] expected) {
        NumpyRandom random = new NumpyRandom(90);
        for (double value : expected) {
            assertThat(draw.applyAsDouble(random)).as(name).isCloseTo(value, LAST_PLACES);
        }
    }

    static Stream<Arguments> dirichletWeights() {
        return Stream.of(
                // All below 0.1: a stick is broken.
                Arguments.of(
                        new double[] {0.02, 0.02, 0.02, 0.02},
                        new double[] {2.0792952853725314e-19, 1.585076176980619e-05, 0.9999841492382302, 0},
                        0.6998448137838074),
                Arguments.of(
                        new double[] {0.1, 0.1, 0.1, 0.1},
                        new double[] {
                            0.0009073221517361818, 0.024897754341458345, 0.4747745304847951, 0.4994203930220104
                        },
                        0.4155947822097549),
                Arguments.of(
                        new double[] {1, 2, 3, 4},
                        new double[] {0.12481289054648469, 0.11669919057103607, 0.3758958273696825, 0.3825920915127967},
                        0.8571353316758006));
    }

    @ParameterizedTest
    @MethodSource("dirichletWeights")
    void dirichletWeightsAreNumpys(double[] alpha, double[] expected, double nextUniform) {
        NumpyRandom random = new NumpyRandom(90);
        double[] weights = random.dirichlet(alpha);
        for (int i = 0; i < expected.length; i++) {
            assertThat(weights[i]).isCloseTo(expected[i], LAST_PLACES);
        }
        assertThat(random.uniform()).isEqualTo(nextUniform);
    }

    @Test
    void partsOfADirichletDrawWithZeroAlphaAreZero() {
        assertThat(new NumpyRandom(1).dirichlet(0.01, 0, 0.02)[1]).isZero();
        assertThat(new NumpyRandom(1).dirichlet(0.05, 0, 0)).containsExactly(1, 0, 0);
        assertThat(new NumpyRandom(1).dirichlet(3, 0, 2)[1]).isZero();
    }

    @Test
    void shuffleKeepsTheUnusedHalfOfADrawForTheNextOne() {
        NumpyRandom random = new NumpyRandom(90);
        int[] twelve = IntStream.range(0, 12).toArray();
        random.shuffle(twelve);
        assertThat(twelve).containsExactly(6, 1, 7, 5, 2, 3, 4, 9, 11, 0, 10, 8);
        int[] seven = IntStream.range(0, 7).toArray();
        random.shuffle(seven);
        assertThat(seven).containsExactly(3, 0, 1, 2, 4, 6, 5);
        assertThat(random.uniform()).isEqualTo(0.6648033603300335);
    }

    @Test
    void aCopyContinuesWithTheSameNumbers() {
        NumpyRandom random = new NumpyRandom(3);
        random.nextInt();
        NumpyRandom copy = random.copy();
        for (int i = 0; i < 100; i++) {
            assertThat(copy.nextInt(1000)).isEqualTo(random.nextInt(1000));
            assertThat(copy.normal()).isEqualTo(random.normal());
        }
    }

    @Test
    void impossibleLawsAreRefused() {
        NumpyRandom random = new NumpyRandom(1);
        assertThatThrownBy(() -> random.gamma(-1)).isInstanceOf(BadInput.class).hasMessageContaining("was -1.0");
        assertThatThrownBy(() -> random.beta(0, 1)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> random.dirichlet(0, 0)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> random.dirichlet(1, Double.NaN)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(BadInput.class);
    }
}
