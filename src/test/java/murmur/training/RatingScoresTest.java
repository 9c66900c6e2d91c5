package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatingScoresTest {
    /// Ties go to the even number of half stars: 0.75 stars are 1.5 half stars, which become 2.
    @ParameterizedTest
    @CsvSource({
        "-3, 0.5",
        "0.74, 0.5",
        "0.75, 1",
        "1.25, 1",
        "1.26, 1.5",
        "2.25, 2",
        "3.75, 4",
        "4.74, 4.5",
        "4.75, 5",
        "99, 5"
    })
    void predictionsAreBroughtToTheNearestHalfStar(float prediction, float stars) {
        for (float rating = 0.5f; rating <= 5; rating += 0.5f) {
            Scores scores = Scores.ofRatings(1);
            scores.putPrediction(0, prediction, rating);
            assertThat(scores.accuracyPercent()).isEqualTo(rating == stars ? 100 : 0);
        }
    }

    @Test
    void noNumberIsNoHit() {
        Scores scores = Scores.ofRatings(1);
        scores.putPrediction(0, Float.NaN, 0.5f);

        assertThat(scores.accuracyPercent()).isZero();
        assertThat(scores.testLoss(1)).isNaN();
    }

    @Test
    void theTestLossIsTheRootOfTheMeanSquareOfUnclampedErrors() {
        Scores scores = Scores.ofRatings(3);
        scores.putPrediction(0, 7, 5);
        scores.putPrediction(1, 3, 3);
        scores.putPrediction(2, 1, 2);

        assertThat(scores.losses()).containsExactly(4, 0, 1);
        assertThat(scores.testLoss(1)).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(scores.testLoss(2)).isCloseTo(Math.sqrt((2 + 1) / 2.0), within(1e-12));
        assertThat(scores.meanOfBatchMeans(1)).isCloseTo(5.0 / 3, within(1e-12));
    }
}
