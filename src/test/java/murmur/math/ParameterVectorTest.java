package murmur.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
    @Test
    void neitherSourceNorCopiesReachItsValues() {
        float[] source = {1, 2, 3};
        ParameterVector vector = ParameterVector.of(source);
        source[0] = 9;
        vector.toArray()[1] = 9;
        float[] target = new float[3];
        vector.copyTo(target);
        target[2] = 9;
        assertThat(vector).isEqualTo(ParameterVector.of(1, 2, 3));
    }

    /// A noise rounded to float32 first would leave the 1 as it was.
    @Test
    void noiseIsAddedInFloat64AndRoundedOnce() {
        double[] noise = {0x1p-24 + 0x1p-50, 0.1, -0.1};
        ParameterVector noisy = ParameterVector.of(1, 1, 0.3f).plus(noise);
        assertThat(noisy).isEqualTo(ParameterVector.of(1 + 0x1p-23f, (float) (1 + 0.1), (float) ((double) 0.3f - 0.1)));
    }

    @Test
    void noiseMustBeAsLongAsTheModel() {
        ParameterVector vector = ParameterVector.of(1, 2);
        assertThatIllegalStateException().isThrownBy(() -> vector.plus(new double[3]));
    }

    @Test
    void normIsSummedInFloat64() {
        float[] values = new float[1 << 20];
        Arrays.fill(values, 0.1f);
        assertThat(ParameterVector.of(values).norm()).isCloseTo(1024 * (double) 0.1f, within(1e-9));
        assertThat(ParameterVector.of(3e30f, -4e30f).norm()).isEqualTo(Math.hypot(3e30f, 4e30f));
    }

    @Test
    void sizeIsFourBytesPerValue() {
        ParameterVector vector = ParameterVector.of(new float[5]);
        assertThat(vector.length()).isEqualTo(5);
        assertThat(vector.sizeBytes()).isEqualTo(20);
    }

    @Test
    void equalityIsThatOfTheBits() {
        assertThat(ParameterVector.of(0f)).isNotEqualTo(ParameterVector.of(-0f));
        assertThat(ParameterVector.of(Float.NaN)).isEqualTo(ParameterVector.of(Float.NaN));
        assertThat(ParameterVector.of(1, 2)).hasSameHashCodeAs(ParameterVector.of(1, 2));
    }
}
