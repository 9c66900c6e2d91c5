package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Ratings;
import murmur.math.ParameterVector;
import murmur.model.Device;
import murmur.model.MatrixFactorization;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.PythonRandom;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;

final class RatingLearnerTest {
    /// Few users and items, so that most occur several times in a mini-batch, and some never.
    private static final Ratings.Tables TABLES = new Ratings.Tables(6, 40);

    private static final int[] BATCH = IntStream.range(0, 32).toArray();
    private static final Network NETWORK = Networks.matrixFactorization(TABLES);
    private static final LocalTraining PLAIN = training(new Sgd(0.075), OptionalDouble.empty());
    private static final Ratings DATA = ratings();

    /// libtorch differentiates by itself and steps on whole tables.
    @Test
    void stepsAreThoseOfLibtorchOnWholeTables() {
        Learner torch = new Learner(NETWORK);
        Arithmetic ours = Arithmetic.of(NETWORK, PLAIN, Device.CPU).get();
        torch.load(start());
        ours.load(start());

        for (int step = 1; step <= 50; step++) {
            double loss = torch.step(DATA, BATCH, PLAIN, step);
            assertThat(ours.step(DATA, BATCH, PLAIN, step)).isCloseTo(loss, within(1e-5 * loss));
        }

        assertThat(ours).isInstanceOf(RatingLearner.class);
        assertThat(ours.store()).isNotEqualTo(start());
        assertThat(ours.store().toArray()).containsExactly(torch.store().toArray(), within(1e-5f));
    }

    @Test
    void scoresAreThoseOfLibtorch() {
        Learner torch = new Learner(NETWORK);
        RatingLearner ours = new RatingLearner(new MatrixFactorization(6, 40));
        torch.load(spread());
        ours.load(spread());
        int[] all = IntStream.range(0, DATA.size()).toArray();

        Scores expected = torch.evaluate(DATA, all, Loss.MEAN_SQUARED_ERROR);
        Scores scores = ours.evaluate(DATA, all, Loss.MEAN_SQUARED_ERROR);

        assertThat(scores.accuracyPercent())
                .isEqualTo(expected.accuracyPercent())
                .isBetween(1.0, 99.0);
        assertThat(scores.testLoss(1)).isCloseTo(expected.testLoss(1), within(1e-5));
        assertThat(scores.testLoss(1)).isCloseTo(Math.sqrt(scores.meanOfBatchMeans(1)), within(1e-12));
    }

    @Test
    void rowsOutsideTheMiniBatchKeepTheirBits() {
        RatingLearner learner = new RatingLearner(new MatrixFactorization(6, 40));
        learner.load(start());
        learner.step(DATA, new int[] {0}, PLAIN, 1);
        float[] input = new float[2];
        DATA.read(0, input, 0);

        float[] before = start().toArray();
        float[] after = learner.store().toArray();

        for (int row = 0; row < 46; row++) {
            boolean touched = row == (int) input[0] - 1 || row == 6 + (int) input[1] - 1;
            for (int factor = 20 * row; factor < 20 * row + 20; factor++) {
                assertThat(after[factor] != before[factor]).isEqualTo(touched);
            }
        }
    }

    @Test
    void whatAWorkerDidBeforeMakesNoDifference() {
        Arithmetic fresh = new RatingLearner(new MatrixFactorization(6, 40));
        Arithmetic used = new RatingLearner(new MatrixFactorization(6, 40));
        used.load(spread());
        used.step(DATA, IntStream.range(0, 100).toArray(), PLAIN, 1);
        for (Arithmetic each : List.of(fresh, used)) {
            each.load(start());
            each.step(DATA, BATCH, PLAIN, 1);
        }

        assertThat(used.store()).isEqualTo(fresh.store());
    }

    @Test
    void whatTouchesAllRowsIsLeftToLibtorch() {
        for (LocalTraining training : List.of(
                training(new Sgd(0.1, 0.9, 0, 0, false), OptionalDouble.empty()),
                training(new Sgd(0.1, 0, 0, 1e-4, false), OptionalDouble.empty()),
                training(new Sgd(0.1), OptionalDouble.of(1)))) {
            assertThat(Arithmetic.of(NETWORK, training, Device.CPU).get()).isInstanceOf(Learner.class);
        }
    }

    @Test
    void ratingsHaveNoCrossEntropy() {
        LocalTraining classes =
                new LocalTraining(new Sgd(0.1), Loss.CROSS_ENTROPY, 32, 1, true, true, OptionalDouble.empty());

        assertThatThrownBy(() -> Arithmetic.of(NETWORK, classes, Device.CPU))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("loss_class must be MSELoss with model_class MatrixFactorization");
    }

    private static LocalTraining training(Sgd optimizer, OptionalDouble clippingNorm) {
        return new LocalTraining(optimizer, Loss.MEAN_SQUARED_ERROR, 32, 1, true, true, clippingNorm);
    }

    private static ParameterVector start() {
        return NETWORK.initialize(new TorchRandom(97));
    }

    /// Ten times as large as at the start, so that predictions spread over some stars.
    private static ParameterVector spread() {
        float[] values = start().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = 20 * Math.abs(values[i]);
        }
        return ParameterVector.of(values);
    }

    private static Ratings ratings() {
        PythonRandom random = new PythonRandom(1);
        List<Ratings.Rating> ratings = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ratings.add(new Ratings.Rating(random.randint(1, 6), random.randint(1, 40), random.randint(1, 10)));
        }
        return new Ratings(TABLES, ratings);
    }
}
