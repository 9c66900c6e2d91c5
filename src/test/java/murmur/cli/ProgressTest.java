package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A line that is too long for the terminal goes on in the next one, and cannot be drawn again.
class ProgressTest {
    private static final String TEXT = "iteration 231/3000  16.86 it/s  2:44 left";
    private static final List<String> FIGURES = List.of("accuracy 91.8 %", "test loss 0.260", "train loss 0.141");

    private static String line(int columns) {
        return Progress.fitted(columns, 0.5, TEXT, "machine 0: ", FIGURES);
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 50, 60, 79, 99, 119, 200})
    void theLineIsNoLongerThanTheTerminalIsWide(int columns) {
        assertThat(line(columns)).hasSizeLessThanOrEqualTo(columns).contains(TEXT);
    }

    @Test
    void whatThereIsRoomForIsShown() {
        assertThat(line(200))
                .isEqualTo("━".repeat(12) + "┄".repeat(12) + " " + TEXT
                        + "  machine 0: accuracy 91.8 %  test loss 0.260  train loss 0.141");
        assertThat(line(79)).isEqualTo("━━━━┄┄┄┄┄ " + TEXT + "  machine 0: accuracy 91.8 %");
        assertThat(line(60)).isEqualTo("━".repeat(9) + "┄".repeat(9) + " " + TEXT);
        assertThat(line(41)).isEqualTo(TEXT);
    }
}
