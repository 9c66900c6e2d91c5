package murmur.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import murmur.bench.TimeSpent.Work;
import murmur.data.Dataset;
import murmur.launch.EmbeddedRun;
import murmur.math.ParameterVector;
import murmur.math.WeightedSum;
import murmur.model.Device;
import murmur.model.Libtorch;
import murmur.model.Network;
import murmur.node.Schedule;
import murmur.privacy.NoiseSource;
import murmur.random.TorchRandom;
import murmur.training.Arithmetic;
import murmur.training.LocalTraining;
import murmur.training.Workers;

/// How near steps and whole runs come to what the machine can do (Williams, Waterman and Patterson, 2009), and
/// where the rest of the time goes.
public final class Roofline {
    /// Values of 45 MB models, which no cache holds.
    private static final int LARGE = 11_200_000;

    private static final int MIXED = 5;

    /// Of whole runs, which take seconds.
    private static final int MOST_RUNS = 3;

    /// A step reads the parameters twice and writes their gradient twice, of which the first time clears it; the
    /// optimiser reads both and writes the parameters.
    private static final int ACCESSES = 7;

    private final int workers;
    private final int rounds;
    private final NoiseSource noise;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /// @param workers threads that train
    /// @param rounds how often everything is timed
    /// @param generator of the noise in whole runs
    public Roofline(int workers, int rounds, NoiseSource.Generator generator) {
        this.workers = workers;
        this.rounds = rounds;
        noise = new NoiseSource(1, generator);
    }

    /// What one core can do.
    ///
    /// @param arithmetic operations per second of a product of matrices
    /// @param memory bytes per second of x ← x + w·y
    /// @param noise values of noise per second
    public record Machine(double arithmetic, double memory, double noise) {}

    /// One network.
    ///
    /// @param parameters how many it learns
    /// @param operations of a step
    /// @param seconds of a step
    /// @param limit seconds that the machine needs at least for a step: for its arithmetic or for its memory
    public record Step(String network, int parameters, double operations, double seconds, double limit) {}

    /// What becomes of the time of all cores in a run.
    ///
    /// @param seconds of an iteration
    /// @param shares of that time, by what it went to; `waiting` is what no core worked
    /// @param learning the time of the same steps and evaluations, with nothing around them, over that of the run
    /// @param kernels the same, with the time in which the machine draws as many values of noise as leave nodes and
    /// mixes as many models
    public record Iteration(
            String network, int nodes, double seconds, Map<String, Double> shares, double learning, double kernels) {
        public Iteration {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }
    }

    /// @param iterations in the order of `steps`
    /// @param mixing bytes per second of the mixing of models that no cache holds, over those of [Machine#memory]
    public record Report(Machine machine, List<Step> steps, List<Iteration> iterations, double mixing) {
        public Report {
            steps = List.copyOf(steps);
            iterations = List.copyOf(iterations);
        }
    }

    /// @param progress told the name of each network before it is measured
    public Report measure(Consumer<String> progress) throws Exception {
        Libtorch.loadForOneThread();
        Machine machine = machine();
        List<Step> steps = new ArrayList<>();
        List<Iteration> iterations = new ArrayList<>();
        for (RooflineSubject subject : RooflineSubject.all()) {
            progress.accept(subject.name());
            steps.add(step(subject, machine));
            iterations.add(iteration(subject, machine, steps.getLast().parameters()));
        }
        return new Report(machine, steps, iterations, mixing());
    }

    private Machine machine() throws Exception {
        List<Timing> timings = Timing.inTurns(rounds, List.of(new MatrixProduct()::run, new Memory()::run));
        return new Machine(
                MatrixProduct.operations() / timings.get(0).median(),
                Memory.bytes() / timings.get(1).median(),
                1 / new NoiseTask(rounds).secondsPerValue(noise.generator()));
    }

    /// To be measured when the heap has grown as large as runs need it: memory that a process has not had before costs
    /// more than what mixing does in it.
    private double mixing() throws Exception {
        ParameterVector[] models = IntStream.range(0, MIXED)
                .mapToObj(each -> ParameterVector.owning(new float[LARGE]))
                .toArray(ParameterVector[]::new);
        List<Timing> timings = Timing.inTurns(rounds, List.of(new Memory()::run, () -> mix(models)));
        double bytes = (double) Memory.ACCESSES * Float.BYTES * LARGE * MIXED;
        return timings.get(0).medianRatio(timings.get(1)) * bytes / Memory.bytes();
    }

    private static Object mix(ParameterVector[] models) {
        WeightedSum sum = new WeightedSum();
        for (ParameterVector model : models) {
            sum.add(model, 1.0 / models.length);
        }
        return sum.toVector();
    }

    private Step step(RooflineSubject subject, Machine machine) throws Exception {
        Dataset samples = subject.data().train();
        LocalTraining training = subject.training();
        Network network = subject.architecture().of(samples);
        Arithmetic arithmetic = Arithmetic.of(network, training, Device.CPU).get();
        arithmetic.load(network.initialize(new TorchRandom(1)));
        int[] batch = first(training.batchSize());
        Timing timing = Timing.inTurns(rounds, List.of(() -> arithmetic.step(samples, batch, training, 1)))
                .getFirst();
        int parameters = arithmetic.parameters();
        double operations = training.batchSize() * StepOperations.perSample(network, samples);
        double moved = training.fullEpochs() ? 0 : (double) ACCESSES * Float.BYTES * parameters;
        double limit = Math.max(operations / machine.arithmetic(), moved / machine.memory());
        return new Step(subject.name(), parameters, operations, timing.median(), limit);
    }

    /// One whole run, and its steps and evaluations alone.
    ///
    /// @param seconds from its beginning to its end
    /// @param processor time of all threads meanwhile, in seconds
    /// @param bare seconds of the same without anything around them
    private record Turn(double seconds, double processor, Map<Work, Double> spent, double bare) {}

    private Iteration iteration(RooflineSubject subject, Machine machine, int parameters) throws Exception {
        TimeSpent time = new TimeSpent();
        EmbeddedRun run = EmbeddedRun.prepare(subject.experiment(time, noise));
        Supplier<Arithmetic> arithmetic = Arithmetic.of(run.network(), subject.training(), Device.CPU);
        List<Turn> turns = new ArrayList<>();
        try (Workers pool = new Workers(workers, () -> time.around(arithmetic.get()))) {
            for (int round = 0; round <= Math.min(rounds, MOST_RUNS); round++) {
                turns.add(turn(subject, run, time, pool));
            }
        }
        // The first is to warm up.
        List<Turn> counted = turns.subList(1, turns.size());
        double seconds = counted.stream().mapToDouble(Turn::seconds).sum();
        double sharing = sharing(subject, machine, parameters) / cores();
        Timing bare = new Timing(counted.stream().map(Turn::bare).toList());
        Timing kernels =
                new Timing(counted.stream().map(turn -> turn.bare() + sharing).toList());
        Timing whole = new Timing(counted.stream().map(Turn::seconds).toList());
        return new Iteration(
                subject.name(),
                subject.nodes(),
                seconds / counted.size() / subject.iterations(),
                shares(counted, seconds * cores()),
                bare.medianRatio(whole),
                kernels.medianRatio(whole));
    }

    private int cores() {
        return Math.min(workers, system.getAvailableProcessors());
    }

    /// Seconds in which one core draws the noise of all models once and mixes them.
    private static double sharing(RooflineSubject subject, Machine machine, int parameters) {
        double values = (double) subject.models() * parameters;
        return values / machine.noise() + values * Memory.ACCESSES * Float.BYTES / machine.memory();
    }

    private static Map<String, Double> shares(List<Turn> turns, double available) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double known = 0;
        for (Work work : Work.values()) {
            double spent = turns.stream()
                    .mapToDouble(turn -> turn.spent().getOrDefault(work, 0.0))
                    .sum();
            shares.put(work.name().toLowerCase(Locale.ROOT), spent / available);
            known += spent;
        }
        double processor = turns.stream().mapToDouble(Turn::processor).sum();
        shares.put("other", (processor - known) / available);
        shares.put("waiting", 1 - processor / available);
        return shares;
    }

    private Turn turn(RooflineSubject subject, EmbeddedRun run, TimeSpent time, Workers pool) throws Exception {
        time.forget();
        long before = system.getProcessCpuTime();
        double seconds = Timing.once(() -> run.run(pool, event -> {}));
        double processor = (system.getProcessCpuTime() - before) / 1e9;
        Map<Work, Double> spent = time.seconds();
        return new Turn(seconds, processor, spent, Timing.once(() -> bare(subject, run, pool)));
    }

    /// The steps and evaluations of all nodes, divided evenly, on one model of each worker.
    private Object bare(RooflineSubject subject, EmbeddedRun run, Workers pool) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < workers; worker++) {
                int part = worker;
                futures.add(threads.submit(() -> pool.call(arithmetic -> bare(subject, run, arithmetic, part))));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
        return futures;
    }

    private Object bare(RooflineSubject subject, EmbeddedRun run, Arithmetic arithmetic, int part) {
        LocalTraining training = subject.training();
        Dataset samples = subject.data().train();
        Dataset test = subject.data().test();
        arithmetic.load(run.initialModel());
        int[] batch = first(training.batchSize());
        for (int step = part; step < subject.steps(); step += workers) {
            arithmetic.step(samples, batch, training, 1);
        }
        Schedule.Evaluations evaluations = subject.schedule().evaluations();
        for (int node = part; node < subject.nodes(); node += workers) {
            for (int i = 0; i < evaluations.test(); i++) {
                arithmetic.evaluate(test, first(run.testSamples(node)), training.loss());
            }
            for (int i = 0; i < evaluations.train(); i++) {
                int own = run.shards().get(node).size();
                arithmetic.measure(samples, first(own), training.loss(), training.batchSize());
            }
        }
        return arithmetic;
    }

    private static int[] first(int samples) {
        return IntStream.range(0, samples).toArray();
    }
}
