package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import murmur.attack.Assessment;
import murmur.attack.Assessment.Adversary;
import murmur.attack.Bootstrap;
import murmur.attack.Knowledge;
import murmur.attack.Sending;
import murmur.attack.Threshold;
import murmur.attack.Views;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.model.Mode;
import murmur.model.TorchModel;
import murmur.random.Seed;
import murmur.random.TorchRandom;
import murmur.topology.Step;
import murmur.training.Loss;
import murmur.training.Workers;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// A threshold attack on LeNet models with 1,000 members and 2,000 other samples each, beside the forward passes it
/// cannot do without, made of one batch over and over.
final class AttackTask {
    private static final int MODELS = 8;
    private static final int MEMBERS = 1000;
    private static final int OTHERS = 2000;
    private static final int BATCH = 128;
    private static final int MOST_ROUNDS = 5;

    private final int workers;
    private final int rounds;

    AttackTask(int workers, int rounds) {
        this.workers = workers;
        this.rounds = Math.min(rounds, MOST_ROUNDS);
    }

    List<Figure> measure() throws Exception {
        ParameterVector model = LeNetTask.network().initialize(new TorchRandom(1));
        try (Workers pool = new Workers(workers, LeNetTask.network());
                Assessment assessment = assessment(pool);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<?> attack = () -> all(
                    threads,
                    IntStream.range(0, MODELS)
                            .<Callable<?>>mapToObj(iteration -> () -> assessment.see(sending(iteration, model)))
                            .toList());
            List<TorchModel> models = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                models.add(new TorchModel(LeNetTask.network()));
            }
            Callable<?> bare = () -> all(
                    threads,
                    models.stream()
                            .<Callable<?>>map(each -> () -> pool.call(learner -> passes(each)))
                            .toList());
            List<Timing> timings = Timing.inTurns(rounds, List.of(attack, bare));
            return List.of(
                    new Figure(
                            "threshold attack, a model × 3,000 samples, " + workers + " workers",
                            timings.get(0).median() / MODELS,
                            "s"),
                    new Figure(
                            "threshold attack ÷ bare forward passes",
                            timings.get(0).medianRatio(timings.get(1)),
                            "× (goal ≤ 1.2)"));
        }
    }

    private static Assessment assessment(Workers pool) throws InterruptedException {
        Dataset images = LeNetTask.images();
        Knowledge knowledge =
                new Knowledge(List.of(some(images, MEMBERS)), some(images, OTHERS), Loss.CROSS_ENTROPY, new Seed(1));
        Adversary adversary = new Adversary(new Views.FirstNeighbour(), List.of(new Threshold(Bootstrap.USUAL)));
        return new Assessment(knowledge, adversary, new TreeSet<>(List.of(0)), pool);
    }

    private static Shard some(Dataset images, int samples) {
        return new Shard(
                images,
                IntStream.range(0, samples)
                        .map(sample -> sample % images.size())
                        .toArray());
    }

    private static Sending sending(int iteration, ParameterVector model) {
        return new Sending(0, new Step(iteration, 0), List.of(new Sending.Copy(1, () -> model)));
    }

    /// One worker's part of the forward passes.
    private Object passes(TorchModel model) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor batch = torch.rand(BATCH, 3, 32, 32).contiguous(MemoryFormat.ChannelsLast);
            for (int samples : new int[] {MEMBERS * MODELS / workers, OTHERS * MODELS / workers}) {
                for (int left = samples; left > 0; left -= BATCH) {
                    pass(model, batch.narrow(0, 0, Math.min(left, BATCH)));
                }
            }
        }
        return model;
    }

    private static void pass(TorchModel model, Tensor batch) {
        try (PointerScope scope = new PointerScope()) {
            model.forward(batch, Mode.EVALUATION);
        }
    }

    private static Object all(ExecutorService threads, List<Callable<?>> works) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        for (Callable<?> work : works) {
            futures.add(threads.submit(work));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        return futures;
    }
}
