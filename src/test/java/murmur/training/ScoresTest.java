package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static Scores scores(float... losses) {
        Scores scores = Scores.ofClasses(losses.length, 2);
        try (FloatPointer pointer = new FloatPointer(losses)) {
            scores.putLosses(0, pointer, losses.length);
        }
        return scores;
    }

    @Test
    void aShortLastBatchWeighsAsMuchAsAFullOne() {
        assertThat(scores(1, 3, 4, 6, 10).meanOfBatchMeans(2)).isCloseTo((2.0 + 5 + 10) / 3, within(1e-12));
        assertThat(scores(1, 3, 4, 6, 10).meanOfBatchMeans(5)).isCloseTo(4.8, within(1e-12));
        assertThat(scores(1, 3, 4, 6, 10).meanOfBatchMeans(100)).isCloseTo(4.8, within(1e-12));
        assertThat(scores(1, 3, 4, 6).meanOfBatchMeans(2)).isCloseTo(3.5, within(1e-12));
    }

    @Test
    void accuracyIsAPercentage() {
        Samples samples = Samples.numbered(4);
        Scores scores = Scores.ofClasses(4, 2);
        try (FloatPointer guesses = new FloatPointer(0, 1, 1, 1)) {
            scores.putGuesses(0, guesses, samples, new int[] {0, 1, 2, 3});
        }
        assertThat(scores.accuracyPercent()).isEqualTo(75);
    }
}
