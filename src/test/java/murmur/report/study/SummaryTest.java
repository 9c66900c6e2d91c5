package murmur.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    /// By hand: of 1, 2, 4, 9 the mean is 4, the squares sum up to 9 + 4 + 0 + 25 = 38; the 90th percentile is at place
    /// 2.7, between 4 and 9.
    @Test
    void figuresAreThoseOfAWorkedExample() {
        Summary summary = Summary.of(DoubleStream.of(9, 1, Double.NaN, 4, 2));

        assertThat(summary.count()).isEqualTo(4);
        assertThat(summary.mean()).isEqualTo(4);
        assertThat(summary.sum()).isEqualTo(16);
        assertThat(summary.std()).isCloseTo(Math.sqrt(38 / 3.0), within(1e-12));
        assertThat(summary.min()).isEqualTo(1);
        assertThat(summary.percentile(50)).isEqualTo(3);
        assertThat(summary.percentile(90)).isCloseTo(7.5, within(1e-12));
        assertThat(summary.max()).isEqualTo(9);
    }

    @Test
    void ofNothingEverythingIsUnknown() {
        Summary summary = Summary.of(DoubleStream.of(Double.NaN));

        assertThat(summary.count()).isZero();
        assertThat(summary.mean()).isNaN();
        assertThat(summary.percentile(10)).isNaN();
    }

    @Test
    void oneValueHasNoDeviation() {
        assertThat(Summary.of(DoubleStream.of(3)).std()).isNaN();
    }
}
