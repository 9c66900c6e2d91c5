package murmur.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import murmur.BadInput;
import org.junit.jupiter.api.Test;

/// Values of `numpy.random.RandomState(seed).permutation(n)`, NumPy 2.4.
final class NumpyLegacyRandomTest {
    @Test
    void permutationsAreThoseOfNumpy() {
        assertThat(new NumpyLegacyRandom(1234).permutation(20))
                .containsExactly(3, 13, 2, 16, 14, 5, 4, 0, 8, 18, 17, 11, 10, 9, 7, 1, 19, 12, 6, 15);
        assertThat(new NumpyLegacyRandom(97).permutation(7)).containsExactly(0, 6, 4, 5, 1, 3, 2);
        assertThat(new NumpyLegacyRandom(4294967295L).permutation(12))
                .containsExactly(11, 8, 5, 9, 1, 10, 6, 0, 4, 7, 2, 3);
    }

    @Test
    void longPermutationsStayInStepWithNumpy() {
        int[] items = new NumpyLegacyRandom(1234).permutation(100_000);

        assertThat(items).startsWith(13504, 72599, 42217, 97650, 99120).endsWith(89460, 60620, 34086, 58067, 92975);
        long weighted = 0;
        for (int i = 0; i < items.length; i++) {
            weighted += (i + 1L) * items[i];
        }
        assertThat(weighted).isEqualTo(249814377431287L);
    }

    @Test
    void nothingAndOneItemNeedNoDraw() {
        assertThat(new NumpyLegacyRandom(0).permutation(0)).isEmpty();
        assertThat(new NumpyLegacyRandom(0).permutation(1)).containsExactly(0);
    }

    @Test
    void seedsHave32BitsAsInNumpy() {
        assertThatThrownBy(() -> new NumpyLegacyRandom(1L << 32))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("must be between 0 and 4294967295, was 4294967296");
        assertThatThrownBy(() -> new NumpyLegacyRandom(-1)).isInstanceOf(BadInput.class);
    }
}
