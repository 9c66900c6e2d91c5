package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelCountsTest {
    @Test
    void nodesOfEqualSharesAreNotHeterogeneous() {
        LabelCounts counts = new LabelCounts(List.of(List.of(2, 4), List.of(10, 20)));

        assertThat(counts.heterogeneity()).isCloseTo(0, within(1e-15));
        assertThat(counts.samples(1)).isEqualTo(30);
        assertThat(counts.largest()).isEqualTo(20);
    }

    /// Shares of all: 2/5, 3/5. Node 0 has 1, 0; node 1 has 1/4, 3/4; node 2 has nothing and does not count.
    @Test
    void heterogeneityIsTheMeanTotalVariationDistance() {
        LabelCounts counts = new LabelCounts(List.of(List.of(2, 0), List.of(2, 6), List.of(0, 0)));
        double q = 4 / 10.0;

        assertThat(counts.heterogeneity()).isCloseTo((1 - q + Math.abs(0.25 - q)) / 2, within(1e-15));
        assertThat(counts.held(0)).isOne();
        assertThat(counts.held(1)).isEqualTo(2);
    }
}
