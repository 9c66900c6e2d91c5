package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import murmur.BadInput;
import murmur.data.Digits;
import murmur.data.Ratings;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatrixFactorizationTest {
    private static final Network NETWORK = Networks.matrixFactorization(new Ratings.Tables(610, 9724));

    /// Values of the reference.
    @ParameterizedTest
    @CsvSource({
        "97, 0.013570517, 0.013779712, 0.021398956, 0.316117657",
        "1234, -0.00075660349, 0.014182019, 0.027675617, -19.420138",
    })
    void initialTablesAreThoseOfTheReference(long seed, float first, float second, float third, double sum) {
        TorchRandom random = new TorchRandom(seed);
        random.next63();
        ParameterVector values = NETWORK.initialize(random);

        assertThat(new float[] {values.at(0), values.at(1), values.at(2)}).containsExactly(first, second, third);
        double total = 0;
        for (float value : values.toArray()) {
            total += value;
        }
        assertThat(total).isCloseTo(sum, within(1e-6));
    }

    @Test
    void theStateIsTheTwoTables() {
        assertThat(NETWORK.state())
                .containsExactly(Entry.of("user_factors.weight", 610, 20), Entry.of("item_factors.weight", 9724, 20));
        assertThat(NETWORK.length()).isEqualTo(206_680);
    }

    @Test
    void tablesAreAsLargeAsTheDataSay() {
        Ratings ratings = new Ratings(new Ratings.Tables(671, 9066), List.of(new Ratings.Rating(1, 1, 1)));

        assertThat(Networks.MATRIX_FACTORIZATION.of(ratings).length()).isEqualTo(20 * (671 + 9066));
    }

    @Test
    void onlyRatingsAreFactorised() {
        assertThatThrownBy(() -> Networks.MATRIX_FACTORIZATION.of(Digits.load().test()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("must be ratings");
    }
}
