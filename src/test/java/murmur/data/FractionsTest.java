package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FractionsTest {
    @Test
    void pythonListsAreRead() {
        assertThat(Fractions.parse("[0.25, 0.25, 0.5]").listed()).containsExactly(0.25, 0.25, 0.5);
        assertThat(Fractions.parse(" [ .5,5e-1, ] ").listed()).containsExactly(0.5, 0.5);
        assertThat(Fractions.parse("[1/3] * 3").listed()).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
        assertThat(Fractions.parse("[0.1]*3+[0.7]").listed()).containsExactly(0.1, 0.1, 0.1, 0.7);
        assertThat(Fractions.parse("[1]").listed()).containsExactly(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "[ ]"})
    void nothingListedMeansEqualParts(String text) {
        assertThat(Fractions.parse(text)).isEqualTo(Fractions.equal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5, 0.5",
                "[0.5",
                "[0.5]]",
                "[a]",
                "[0.5,,0.5]",
                "[0.5] 3",
                "[0.5] + ",
                "[0.5] x [0.5]",
                "x[0.5]",
                "[0.5]*",
                "[1/2/3]",
                "[,]",
                "[0x1p-1]",
                "[0.5d]",
                "[__import__('os')]"
            })
    void whatIsNoListOfNumbersIsRefused(String text) {
        assertThatThrownBy(() -> Fractions.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessage("sizes must be a list of numbers, was '" + text
                        + "'; write it like [0.25, 0.25, 0.5], or leave it out for equal parts");
    }

    @Test
    void fractionsMustBeSharesOfAWhole() {
        refused("[0.5, 0]", "a fraction in sizes must be above 0 and at most 1, was 0.0");
        refused("[-0.5]", "a fraction in sizes must be above 0 and at most 1, was -0.5");
        refused("[1.5]", "a fraction in sizes must be above 0 and at most 1, was 1.5");
        refused(
                "[NaN]",
                "sizes must be a list of numbers, was '[NaN]';"
                        + " write it like [0.25, 0.25, 0.5], or leave it out for equal parts");
        refused("[1/0]", "a fraction in sizes must be above 0 and at most 1, was Infinity");
        refused("[0.5, 0.51]", "the sum of sizes must be at most 1, was 1.01");
        refused("[0.0000001] * 2000000", "sizes must list at most a million parts, was [0.0000001] * 2000000");
    }

    @Test
    void tenTenthsAreAWholeAlthoughTheyAddUpToLess() {
        assertThat(Fractions.parse("[0.1] * 10").counts(1000, 10)).containsOnly(100);
        assertThat(new Fractions(Collections.nCopies(3, 0.3333333334)).counts(999, 3))
                .containsOnly(333);
    }

    @Test
    void listedFractionsMustFitTheNodesAndTheData() {
        assertThat(Fractions.parse("[0.25, 0.25, 0.5]").counts(10, 3)).containsExactly(2, 2, 5);
        assertThatThrownBy(() -> Fractions.parse("[0.25, 0.25, 0.5]").counts(10, 4))
                .hasMessage("sizes must list one fraction per node, 4, was 3");
        assertThatThrownBy(() -> Fractions.parse("[0.05, 0.5]").counts(10, 2))
                .hasMessage("the samples of node 0 must number at least 1, was 0");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> Fractions.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessage(message);
    }
}
