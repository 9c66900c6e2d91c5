package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.Libtorch;
import murmur.random.TorchRandom;
import murmur.training.Arithmetic;
import murmur.training.Learner;
import murmur.training.Trainer;
import murmur.training.Workers;

/// Measures a step, the training of 16 nodes, the drawing of noise, an attack, the memory of a node, and whole
/// runs on ratings.
public final class Benchmark {
    /// Of whole runs, which take half a minute.
    private static final int MOST_RUNS = 5;

    private final int workers;
    private final int rounds;

    /// @param workers threads that train
    /// @param rounds how often everything is timed
    public Benchmark(int workers, int rounds) {
        this.workers = workers;
        this.rounds = rounds;
    }

    /// @return figures in the order in which they were measured
    public List<Figure> run() throws Exception {
        List<Figure> figures = new ArrayList<>(step());
        figures.addAll(training());
        figures.addAll(new NoiseTask(rounds).measure());
        figures.addAll(new AttackTask(workers, rounds).measure());
        figures.addAll(new NodeMemory().measure());
        figures.addAll(new RatingsTask(workers, rounds).measure());
        return figures;
    }

    /// Only what passes between hosts.
    ///
    /// @return figures in the order in which they were measured
    public List<Figure> network() throws Exception {
        List<Figure> figures = new ArrayList<>(new NetworkTask(rounds).measure());
        figures.addAll(new HostsTask(Math.min(rounds, MOST_RUNS)).measure());
        return figures;
    }

    /// Only what bfloat16 brings, network by network.
    ///
    /// @return figures in the order in which they were measured
    public List<Figure> precision() throws Exception {
        return new PrecisionTask(rounds).measure();
    }

    /// Only what very many nodes cost.
    ///
    /// @return figures in the order in which they were measured
    public List<Figure> scale() throws Exception {
        return new ScaleTask(workers).measure();
    }

    private List<Figure> step() throws Exception {
        Libtorch.loadForOneThread();
        Learner learner = new Learner(LeNetTask.network());
        learner.load(LeNetTask.network().initialize(new TorchRandom(1)));
        Dataset images = LeNetTask.images();
        int[] batch = LeNetTask.batch();
        MatrixProduct product = new MatrixProduct();
        Callable<Object> steps = () -> {
            double loss = 0;
            for (int i = 0; i < LeNetTask.STEPS; i++) {
                loss += learner.step(images, batch, LeNetTask.training(), i + 1L);
            }
            return loss;
        };
        List<Timing> timings = Timing.inTurns(rounds, List.of(steps, product::run));
        double step = timings.get(0).median() / LeNetTask.STEPS;
        double operations = LeNetTask.BATCH * StepOperations.perSample(LeNetTask.network(), images);
        double limit = operations / MatrixProduct.operations();
        double ratio = timings.get(0).medianRatio(timings.get(1)) / LeNetTask.STEPS / limit;
        return List.of(
                new Figure(
                        "sgemm, one core",
                        MatrixProduct.operations() / timings.get(1).median() / 1e9,
                        "GFLOP/s"),
                new Figure("LeNet step, batch 32", step * 1e3, "ms"),
                new Figure("LeNet step ÷ its sgemm limit", ratio, "× (goal ≤ 1.25)"));
    }

    private List<Figure> training() throws Exception {
        Dataset images = LeNetTask.images();
        ParameterVector start = LeNetTask.network().initialize(new TorchRandom(1));
        try (Workers pool = new Workers(workers, LeNetTask.network());
                ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Trainer> trainers = new ArrayList<>();
            for (int node = 0; node < LeNetTask.NODES; node++) {
                trainers.add(new Trainer(LeNetTask.training(), images, new TorchRandom(node), pool));
            }
            Callable<?> real =
                    () -> all(nodes, trainers.stream().<Callable<?>>map(trainer -> () -> trainer.train(start)));
            Callable<?> bare = () -> all(
                    nodes,
                    java.util.stream.IntStream.range(0, workers)
                            .<Callable<?>>mapToObj(worker -> () -> pool.call(learner -> bareSteps(learner, images))));
            List<Timing> timings = Timing.inTurns(rounds, List.of(real, bare));
            double share = timings.get(1).medianRatio(timings.get(0));
            return List.of(
                    new Figure(
                            "training of 16 nodes × 3 steps, " + workers + " workers",
                            timings.get(0).median(),
                            "s"),
                    new Figure("of which bare libtorch steps", 100 * share, "% (goal ≥ 90)"));
        }
    }

    /// One worker's part of the steps of all nodes, on one batch, without anything around them.
    private Object bareSteps(Arithmetic learner, Dataset images) {
        int[] batch = LeNetTask.batch();
        double loss = 0;
        for (int i = 0; i < LeNetTask.NODES * LeNetTask.STEPS / workers; i++) {
            loss += learner.step(images, batch, LeNetTask.training(), i + 1L);
        }
        return loss;
    }

    private static Object all(ExecutorService threads, java.util.stream.Stream<Callable<?>> works) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        works.forEach(work -> futures.add(threads.submit(work)));
        for (Future<?> future : futures) {
            future.get();
        }
        return futures;
    }
}
