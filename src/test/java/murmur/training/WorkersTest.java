package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.model.Precision;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private static final Dataset DIGITS = Digits.load().train();
    private static final Network LENET = Networks.leNet(DIGITS.shape(), DIGITS.classes());
    private static final Network TINY = Networks.softmaxRegression(List.of(1), 2);

    @Test
    void theirNumberMakesNoDifferenceToTheBits() throws Exception {
        assertThat(trained(1, LENET)).isEqualTo(trained(4, LENET)).doesNotHaveDuplicates();
    }

    @Test
    void norDoesItInBfloat16() throws Exception {
        Network rounded = LENET.withPrecision(Precision.BFLOAT16);
        assertThat(trained(1, rounded)).isEqualTo(trained(4, rounded)).isNotEqualTo(trained(1, LENET));
    }

    /// Eight nodes that train at the same time on their own samples, with momentum, two phases each.
    private static List<ParameterVector> trained(int count, Network network) throws Exception {
        LocalTraining training = new LocalTraining(
                new Sgd(0.05, 0.9, 0, 0, false), Loss.CROSS_ENTROPY, 8, 2, false, true, OptionalDouble.empty());
        ParameterVector start = LENET.initialize(new TorchRandom(90));
        try (Workers workers = new Workers(count, network)) {
            List<FutureTask<ParameterVector>> nodes = IntStream.range(0, 8)
                    .mapToObj(node -> new Shard(
                            DIGITS, IntStream.range(30 * node, 30 * node + 30).toArray()))
                    .map(shard -> new Trainer(training, shard, new TorchRandom(5), workers))
                    .map(trainer -> new FutureTask<>(() -> trainer.train(trainer.train(start))))
                    .toList();
            nodes.forEach(Thread.ofVirtual()::start);
            List<ParameterVector> models = new ArrayList<>();
            for (FutureTask<ParameterVector> node : nodes) {
                models.add(node.get());
            }
            return models;
        }
    }

    @Test
    void asManyCallsRunAtOnceAsThereAreWorkers() throws Exception {
        CountDownLatch meeting = new CountDownLatch(3);
        Function<Arithmetic, Boolean> meet = learner -> {
            meeting.countDown();
            try {
                meeting.await();
                return true;
            } catch (InterruptedException interruption) {
                return false;
            }
        };
        try (Workers workers = new Workers(3, TINY)) {
            assertThat(workers.count()).isEqualTo(3);
            List<FutureTask<Boolean>> calls = IntStream.range(0, 3)
                    .mapToObj(call -> new FutureTask<>(() -> workers.call(meet)))
                    .toList();
            calls.forEach(Thread.ofVirtual()::start);
            for (FutureTask<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
    }

    @Test
    void whatGoesWrongInAWorkerReachesTheCaller() throws InterruptedException {
        try (Workers workers = new Workers(1, TINY)) {
            RuntimeException failure = new IllegalArgumentException("broken");
            assertThatThrownBy(() -> workers.call(learner -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThatIllegalStateException()
                    .isThrownBy(() -> workers.call(learner -> {
                        throw new AssertionError("broken");
                    }))
                    .withCauseInstanceOf(AssertionError.class);
            assertThat(workers.<Integer>call(learner -> 7)).isEqualTo(7);
        }
    }

    @Test
    void closedWorkersDoNothingMore() {
        Workers workers = new Workers(2, TINY);
        workers.close();
        assertThatThrownBy(() -> workers.call(learner -> 7)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatThrownBy(() -> new Workers(0, TINY))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("workers");
    }

    /// 2,000 steps that free nothing leave more than 500 MB behind; parts of the heap touched for the first time count
    /// as well, but take far less than the bound.
    @Test
    void stepsLeaveNoNativeMemoryBehind() throws Exception {
        LocalTraining training = new LocalTraining(
                new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false),
                Loss.CROSS_ENTROPY,
                2,
                200,
                false,
                true,
                OptionalDouble.of(1));
        Shard shard = new Shard(DIGITS, IntStream.range(0, 50).toArray());
        try (Workers workers = new Workers(1, LENET)) {
            Trainer trainer = new Trainer(training, shard, new TorchRandom(5), workers);
            ParameterVector model = trainer.train(LENET.initialize(new TorchRandom(90)));
            model = trainer.train(model);
            long before = nativeBytes();
            for (int phase = 0; phase < 10; phase++) {
                model = trainer.train(model);
                trainer.trainLoss(model);
            }
            assertThat(nativeBytes() - before).isLessThan(256L << 20);
            assertThat(model.norm()).isFinite();
        }
    }

    /// Resident memory without what the Java heap has reserved.
    private static long nativeBytes() throws IOException {
        long pages =
                Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
        return 4096 * pages - Runtime.getRuntime().totalMemory();
    }
}
