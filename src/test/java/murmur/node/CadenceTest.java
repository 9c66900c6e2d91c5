package murmur.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Iterations are counted from 1 here, as in the results.
class CadenceTest {
    @Test
    void aPeriodOf100Gives75PointsIn10000Iterations() {
        int[] expected = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(1), IntStream.rangeClosed(1, 49).map(k -> 100 * k)),
                        IntStream.iterate(5100, point -> point <= 9900, point -> point + 200))
                .toArray();
        assertThat(points(100, 100, 10_000)).hasSize(75).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"100, 10000, 75, 9900", "50, 10000, 125, 9950", "10, 4000, 225, 3990", "2, 4, 3, 4", "7, 6, 1, 1"})
    void numberAndLastOfThePointsAreTheReferences(int period, int iterations, int count, int last) {
        assertThat(points(period, period, iterations)).hasSize(count).endsWith(last);
    }

    @Test
    void aPeriodOf1EvaluatesTheFirstIterationOnly() {
        assertThat(points(1, 1, 500)).containsExactly(1);
    }

    @Test
    void trainAndTestFollowTheirOwnPeriods() {
        Cadence cadence = new Cadence(new Schedule(12, 1, 3, 5, false));
        boolean[][] due = new boolean[2][12];
        for (int iteration = 0; iteration < 12; iteration++) {
            Cadence.Due now = cadence.after(iteration);
            due[0][iteration] = now.train();
            due[1][iteration] = now.test();
        }
        assertThat(numbers(due[0])).containsExactly(1, 5, 10);
        assertThat(numbers(due[1])).containsExactly(1, 3, 6, 9, 12);
    }

    /// Only tests are counted: the period of training evaluations doubles when that of tests does, at the 49th test,
    /// the one of the first iteration included; it takes effect when the running count has ended.
    @Test
    void theTestsDoubleThePeriodOfBoth() {
        Cadence cadence = new Cadence(new Schedule(200, 1, 2, 40, false));
        boolean[][] due = new boolean[2][200];
        for (int iteration = 0; iteration < 200; iteration++) {
            Cadence.Due now = cadence.after(iteration);
            due[0][iteration] = now.train();
            due[1][iteration] = now.test();
        }
        int[] expected = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(1), IntStream.rangeClosed(1, 49).map(k -> 2 * k)),
                        IntStream.iterate(102, point -> point <= 200, point -> point + 4))
                .toArray();
        assertThat(numbers(due[1])).isEqualTo(expected);
        assertThat(numbers(due[0])).containsExactly(1, 40, 80, 120, 200);
    }

    private static int[] points(int testAfter, int trainAfter, int iterations) {
        Cadence cadence = new Cadence(new Schedule(iterations, 1, testAfter, trainAfter, false));
        boolean[] due = new boolean[iterations];
        for (int iteration = 0; iteration < iterations; iteration++) {
            Cadence.Due now = cadence.after(iteration);
            assertThat(now.train()).isEqualTo(now.test());
            due[iteration] = now.test();
        }
        return numbers(due);
    }

    private static int[] numbers(boolean[] due) {
        return IntStream.range(0, due.length)
                .filter(iteration -> due[iteration])
                .map(iteration -> iteration + 1)
                .toArray();
    }
}
