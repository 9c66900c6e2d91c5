package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TrainerTest {
    private static final Network NETWORK = Networks.softmaxRegression(List.of(1), 2);
    private static final ParameterVector START = ParameterVector.of(0.25f, -0.5f, 0.1f, 0.2f);

    private static LocalTraining training(int batchSize, int rounds, boolean fullEpochs, OptionalDouble clippingNorm) {
        return new LocalTraining(new Sgd(1), Loss.CROSS_ENTROPY, batchSize, rounds, fullEpochs, true, clippingNorm);
    }

    @Test
    void everyPhaseUsesTheFirstBatchesOfANewPass() throws InterruptedException {
        TorchRandom expected = new TorchRandom(9);
        List<Integer> order = new ArrayList<>();
        order.addAll(firstOfPass(expected, 7, 4));
        order.addAll(firstOfPass(expected, 7, 4));
        assertThat(read(7, training(2, 2, false, OptionalDouble.empty()), 2)).isEqualTo(order);
    }

    /// Batches of 2, 2 and 1 sample, then the first of the next pass.
    @Test
    void anExhaustedLoaderStartsAgain() throws InterruptedException {
        TorchRandom expected = new TorchRandom(9);
        List<Integer> order = new ArrayList<>();
        order.addAll(firstOfPass(expected, 5, 5));
        order.addAll(firstOfPass(expected, 5, 2));
        assertThat(read(5, training(2, 4, false, OptionalDouble.empty()), 1)).isEqualTo(order);
    }

    @Test
    void fullEpochsReadEverySampleOncePerRound() throws InterruptedException {
        TorchRandom expected = new TorchRandom(9);
        List<Integer> order = new ArrayList<>();
        for (int pass = 0; pass < 6; pass++) {
            order.addAll(firstOfPass(expected, 5, 5));
        }
        assertThat(read(5, training(2, 3, true, OptionalDouble.empty()), 2)).isEqualTo(order);
    }

    @Test
    void withoutShufflingSamplesComeInTheirOrder() throws InterruptedException {
        LocalTraining inOrder =
                new LocalTraining(new Sgd(1), Loss.CROSS_ENTROPY, 2, 4, false, false, OptionalDouble.empty());
        assertThat(read(5, inOrder, 1)).containsExactly(0, 1, 2, 3, 4, 0, 1);
    }

    private static List<Integer> firstOfPass(TorchRandom random, int samples, int count) {
        random.next63();
        return IntStream.of(TorchRandom.permutation(random.next63(), samples))
                .limit(count)
                .boxed()
                .toList();
    }

    private static List<Integer> read(int samples, LocalTraining training, int phases) throws InterruptedException {
        Samples shard = Samples.numbered(samples);
        try (Workers workers = new Workers(1, NETWORK)) {
            Trainer trainer = new Trainer(training, shard, new TorchRandom(9), workers);
            for (int phase = 0; phase < phases; phase++) {
                trainer.train(START);
            }
        }
        return shard.read();
    }

    /// As `torch.nn.utils.clip_grad_norm_`: scaled by c/(‖g‖ + 10⁻⁶) if that is below 1.
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.05, 0.1, 10})
    void clippingScalesLongGradientsDown(double largest) throws InterruptedException {
        double[] free = change(OptionalDouble.empty());
        double norm = Math.sqrt(Arrays.stream(free).map(x -> x * x).sum());
        assertThat(norm).isBetween(0.1, 10.0);
        double factor = Math.min(1, largest / (norm + 1e-6));
        double[] expected = Arrays.stream(free).map(x -> factor * x).toArray();
        assertThat(change(OptionalDouble.of(largest))).containsExactly(expected, within(1e-7));
    }

    private static double[] change(OptionalDouble clippingNorm) throws InterruptedException {
        try (Workers workers = new Workers(1, NETWORK)) {
            Samples shard = Samples.numbered(6);
            ParameterVector end =
                    new Trainer(training(6, 1, false, clippingNorm), shard, new TorchRandom(9), workers).train(START);
            return IntStream.range(0, START.length())
                    .mapToDouble(i -> (double) end.at(i) - START.at(i))
                    .toArray();
        }
    }

    @Test
    void evaluationIsThatOfEverySampleByItself() throws InterruptedException {
        Dataset digits = Digits.load().test();
        Network network = Networks.leNet(digits.shape(), digits.classes());
        ParameterVector model = network.initialize(new TorchRandom(3));
        try (Workers workers = new Workers(1, network)) {
            Trainer trainer =
                    new Trainer(training(16, 1, false, OptionalDouble.empty()), digits, new TorchRandom(9), workers);
            Scores all = trainer.test(model, digits);
            int[] one = new int[1];
            double hits = 0;
            for (int sample = 0; sample < digits.size(); sample++) {
                one[0] = sample;
                Scores alone = workers.call(learner -> evaluated(learner, model, digits, one));
                assertThat(alone.losses()[0]).isCloseTo(all.losses()[sample], within(2e-5f));
                hits += alone.accuracyPercent() / 100;
            }
            assertThat(all.accuracyPercent()).isCloseTo(100 * hits / digits.size(), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void evaluationBySeveralWorkersIsThatOfOne(int count) throws InterruptedException {
        Dataset digits = Digits.load().test();
        Scores one = tested(1, digits);

        Scores several = tested(count, digits);

        assertThat(several.losses()).isEqualTo(one.losses());
        assertThat(several.accuracyPercent()).isEqualTo(one.accuracyPercent());
        assertThat(several.classAccuracyPercent()).isEqualTo(one.classAccuracyPercent());
    }

    private static Scores tested(int count, Dataset data) throws InterruptedException {
        Network network = Networks.leNet(data.shape(), data.classes());
        try (Workers workers = new Workers(count, network)) {
            return new Trainer(training(16, 1, false, OptionalDouble.empty()), data, new TorchRandom(9), workers)
                    .test(network.initialize(new TorchRandom(3)), data);
        }
    }

    private static Scores evaluated(Arithmetic learner, ParameterVector model, Dataset data, int[] order) {
        learner.load(model);
        return learner.evaluate(data, order, Loss.CROSS_ENTROPY);
    }

    /// Softmax regression whose outputs are known: logits (w·x, 0) with x = sample/size.
    @Test
    void lossesAndAccuracyAreThoseOfTheFormula() throws InterruptedException {
        Samples samples = Samples.numbered(5);
        ParameterVector model = ParameterVector.of(2, 0, -0.7f, 0);
        try (Workers workers = new Workers(1, NETWORK)) {
            Scores scores = workers.call(learner -> evaluated(learner, model, samples, new int[] {4, 0, 1, 3, 2}));
            int[] order = {4, 0, 1, 3, 2};
            int hits = 0;
            for (int position = 0; position < 5; position++) {
                double logit = 2 * (order[position] / 5.0) - 0.7;
                boolean first = samples.label(order[position]) == 0;
                double expected = Math.log1p(Math.exp(first ? -logit : logit));
                assertThat((double) scores.losses()[position]).isCloseTo(expected, within(1e-6));
                hits += (logit > 0) == first ? 1 : 0;
            }
            assertThat(scores.accuracyPercent()).isEqualTo(20.0 * hits);
            assertThat(hits).isBetween(1, 4);
        }
    }

    /// The reference shuffles here too; with batches of 2 of 5 samples the mean of means depends on who is in the last.
    @Test
    void trainLossIsTheMeanOverShuffledBatches() throws InterruptedException {
        Samples shard = Samples.numbered(5);
        try (Workers workers = new Workers(1, NETWORK)) {
            LocalTraining training = training(2, 1, false, OptionalDouble.empty());
            double loss = new Trainer(training, shard, new TorchRandom(9), workers).trainLoss(START);
            int[] order = firstOfPass(new TorchRandom(9), 5, 5).stream()
                    .mapToInt(i -> i)
                    .toArray();
            float[] losses = workers.call(learner -> evaluated(learner, START, shard, order))
                    .losses();
            double expected = ((losses[0] + losses[1]) / 2.0 + (losses[2] + losses[3]) / 2.0 + losses[4]) / 3;
            assertThat(loss).isCloseTo(expected, within(1e-6));
        }
    }
}
