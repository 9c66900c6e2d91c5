package murmur.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import murmur.BadInput;
import murmur.node.MarkovDropout.Raised;
import murmur.node.Participation.Attendance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkovDropoutTest {
    private static final int NODES = 40;
    private static final int ITERATIONS = 20_000;

    @ParameterizedTest
    @CsvSource({"0.3, 0.5", "0.25, 0", "0.1, 0.9", "0.6, 1", "0.5, 0.2"})
    void aNodeThatWasOutTendsToStayOut(double rate, double correlation) {
        Frequencies counted = new Frequencies(new MarkovDropout(rate, correlation, Raised.AFTER_ABSENCE, 90));
        double raised = correlation * (1 - rate);
        double absent = raised == 1 ? 1 : rate / (1 - raised);
        assertThat(counted.mean()).isCloseTo(absent, within(0.01));
        if (absent < 0.999) {
            assertThat(counted.correlation()).isCloseTo(raised, within(0.01));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.5", "0.1, 0.9", "0.5, 0.2"})
    void theReferenceTurnsThisRound(double rate, double correlation) {
        Frequencies counted = new Frequencies(new MarkovDropout(rate, correlation, Raised.AFTER_PRESENCE, 90));
        double raised = correlation * (1 - rate);
        assertThat(counted.mean()).isCloseTo((rate + raised) / (1 + raised), within(0.01));
        assertThat(counted.correlation()).isCloseTo(-raised, within(0.01));
    }

    /// random.Random(90 * 125 + 3).random() gives 0.906, 0.526 and 0.716.
    @Test
    void nodesDrawFromTheReferencesStreams() {
        Attendance attendance = new MarkovDropout(0.6, 0, Raised.AFTER_ABSENCE, 90).over(3);
        assertThat(attendance.present(3, 0)).isTrue();
        assertThat(attendance.present(3, 1)).isFalse();
        assertThat(attendance.present(3, 2)).isTrue();
        Attendance correlated = new MarkovDropout(0.6, 0.5, Raised.AFTER_ABSENCE, 90).over(3);
        assertThat(correlated.present(3, 2)).isFalse();
        Attendance inverted = new MarkovDropout(0.6, 0.5, Raised.AFTER_PRESENCE, 90).over(3);
        assertThat(inverted.present(3, 2)).isTrue();
    }

    @Test
    void impossibleRatesAreRefused() {
        assertThatThrownBy(() -> new MarkovDropout(1, 0, Raised.AFTER_ABSENCE, 1))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new MarkovDropout(0.5, -0.1, Raised.AFTER_ABSENCE, 1))
                .isInstanceOf(BadInput.class);
    }

    /// Over all nodes and iterations, pairs of iterations that follow each other.
    private static final class Frequencies {
        private double before;
        private double after;
        private double both;

        Frequencies(Participation participation) {
            Attendance attendance = participation.over(ITERATIONS);
            for (int node = 0; node < NODES; node++) {
                for (int iteration = 1; iteration < ITERATIONS; iteration++) {
                    boolean first = !attendance.present(node, iteration - 1);
                    boolean second = !attendance.present(node, iteration);
                    before += first ? 1 : 0;
                    after += second ? 1 : 0;
                    both += first && second ? 1 : 0;
                }
            }
            double pairs = NODES * (ITERATIONS - 1.0);
            before /= pairs;
            after /= pairs;
            both /= pairs;
        }

        double mean() {
            return after;
        }

        double correlation() {
            return (both - before * after) / Math.sqrt(before * (1 - before) * after * (1 - after));
        }
    }
}
