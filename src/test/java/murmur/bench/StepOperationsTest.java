package murmur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import murmur.data.Dataset;
import murmur.data.Ratings;
import murmur.model.Networks;
import murmur.model.RecurrentNetworks;
import murmur.model.ResidualNetworks;
import org.junit.jupiter.api.Test;

/// Counted by hand.
class StepOperationsTest {
    @Test
    void softmaxRegressionMultipliesItsMatrixAndMakesItsGradient() {
        Dataset images = RandomSamples.images(List.of(1, 4, 4), 10, 1);

        assertThat(StepOperations.perSample(Networks.softmaxRegression(List.of(1, 4, 4), 10), images))
                .isEqualTo(2 * 2 * 160);
    }

    @Test
    void leNetPassesNoGradientToItsImages() {
        List<Integer> shape = List.of(3, 32, 32);
        double first = 32.0 * 32 * 32 * 75;
        double second = 32.0 * 16 * 16 * 800;
        double third = 64.0 * 8 * 8 * 800;
        double linear = 10.0 * 1024;

        assertThat(StepOperations.perSample(Networks.leNet(shape, 10), RandomSamples.images(shape, 10, 1)))
                .isEqualTo(2 * (2 * first + 3 * (second + third + linear)));
    }

    /// The stem, 3 channels to 64 at 32×32; two blocks at 32×32; and three stages of two blocks, each with a quarter of
    /// the pixels, of which the first convolution halves the side and so does the shortcut; 2,048 features.
    @Test
    void residualNetworksCountTheirShortcuts() {
        List<Integer> shape = List.of(3, 32, 32);
        double stem = 1024.0 * 64 * 27;
        double others = 4 * 1024.0 * 64 * 576 + 2048 * 10;
        for (int stage = 1; stage <= 3; stage++) {
            double pixels = 1024 >> (2 * stage);
            double out = 64 << stage;
            double in = out / 2;
            others += pixels * out * (9 * in + 3 * 9 * out + in);
        }

        assertThat(StepOperations.perSample(ResidualNetworks.resNet18(shape, 10), RandomSamples.images(shape, 10, 1)))
                .isEqualTo(2 * (2 * stem + 3 * others));
    }

    /// A table before the cells is learned, so gradients pass through all of them.
    @Test
    void cellsCountForEveryPlaceOfASequence() {
        double cells = 80 * 4 * 256.0 * (8 + 256 + 256 + 256);
        double linear = 80 * 256.0 * 92;

        assertThat(StepOperations.perSample(
                        RecurrentNetworks.characters(List.of(80), 92), RandomSamples.sequences(80, 92, 1)))
                .isEqualTo(2 * 3 * (cells + linear));
    }

    @Test
    void aRatingIsOneProductOfTwoRows() {
        Ratings.Tables tables = new Ratings.Tables(3, 5);
        Dataset rating = new Ratings(tables, List.of(new Ratings.Rating(1, 1, 4)));

        assertThat(StepOperations.perSample(Networks.matrixFactorization(tables), rating))
                .isEqualTo(2 * 3 * 20);
    }
}
