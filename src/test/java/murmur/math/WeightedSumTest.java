package murmur.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WeightedSumTest {
    private static final ParameterVector HUGE = ParameterVector.of(1e8f);
    private static final ParameterVector MINUS_HUGE = ParameterVector.of(-1e8f);
    private static final ParameterVector ONE = ParameterVector.of(1);

    /// 1 is lost beside 10⁸ in float32, so the two orders give different sums.
    @Test
    void termsAreAddedInTheOrderOfTheCalls() {
        assertThat(new WeightedSum().add(HUGE, 1).add(MINUS_HUGE, 1).add(ONE, 1).toVector())
                .isEqualTo(ParameterVector.of(1));
        assertThat(new WeightedSum().add(HUGE, 1).add(ONE, 1).add(MINUS_HUGE, 1).toVector())
                .isEqualTo(ParameterVector.of(0));
    }

    /// With the weight or the product in float64, or with a fused multiply-add, the last bits differ for most of these.
    @Test
    void weightsProductsAndSumsAreRoundedToFloat32() {
        float[] values = new float[1000];
        float[] expected = new float[values.length];
        double weight = 1.0 / 7;
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.1f + 0.013f * i;
            float first = 0.25f * values[i];
            float second = (float) weight * values[i];
            expected[i] = first + second;
        }
        ParameterVector vector = ParameterVector.of(values);
        assertThat(new WeightedSum().add(vector, 0.25).add(vector, weight).toVector())
                .isEqualTo(ParameterVector.of(expected));
    }

    @Test
    void whatIsAddedStaysAsItWas() {
        ParameterVector vector = ParameterVector.of(1, 2);
        new WeightedSum().add(vector, 3).add(vector, 4);
        assertThat(vector).isEqualTo(ParameterVector.of(1, 2));
    }

    @Test
    void theFirstVectorSetsTheLength() {
        WeightedSum sum = new WeightedSum().add(ONE, 1);
        ParameterVector two = ParameterVector.of(1, 2);
        assertThatIllegalStateException().isThrownBy(() -> sum.add(two, 1)).withMessageContaining("equally long");
    }
}
