package murmur.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import murmur.data.Dataset;
import murmur.data.SharedSamples;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.launch.EmbeddedRun;
import murmur.mixing.MetropolisHastings;
import murmur.model.Networks;
import murmur.node.NodeEvent;
import murmur.node.Schedule;
import murmur.privacy.ZeroSumNoise;
import murmur.topology.RandomRegular;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// Runs of few nodes and of very many, all with zero-sum noise: what one node costs must not depend on how many there
/// are.
final class ScaleTask {
    private static final int DEGREE = 6;
    private static final int SAMPLES_PER_NODE = 32;
    private static final int FEW = 16;
    private static final int FEW_ITERATIONS = 128;
    private static final int MANY = 4096;
    private static final int MANY_ITERATIONS = 3;
    private static final int SIMPLE = 100_000;
    private static final int SIMPLE_FEW = 20_000;

    private final int workers;
    private final Dataset images = LeNetTask.images();
    private final Dataset small = RandomSamples.images(List.of(1, 8, 8), 10, 2048);

    ScaleTask(int workers) {
        this.workers = workers;
    }

    List<Figure> measure() throws Exception {
        Cost few = cost(leNet(FEW, FEW_ITERATIONS));
        Cost many = cost(leNet(MANY, MANY_ITERATIONS));
        double memory = mostMemory();
        Cost again = cost(leNet(FEW, FEW_ITERATIONS));
        double ofFew = (few.seconds() + again.seconds()) / 2;
        Cost simple = cost(softmax(SIMPLE));
        double perNode = (double) (NodeMemory.heapWith(softmax(SIMPLE)) - NodeMemory.heapWith(softmax(SIMPLE_FEW)))
                / (SIMPLE - SIMPLE_FEW);
        int values = Networks.softmaxRegression(small.shape(), small.classes()).length();
        double besides = perNode - held(values);
        double large = NodeMemory.perNode(nodes -> leNet(nodes, 2));
        double explained = held(LeNetTask.network().length()) + besides;
        String collecting = "% of the time (goal < 1)";
        return List.of(
                new Figure("an iteration of one of 16 LeNet nodes", 1e3 * ofFew, "ms"),
                new Figure("of one of 4,096", 1e3 * many.seconds(), "ms"),
                new Figure("4,096 LeNet nodes ÷ 16, per node", many.seconds() / ofFew, "× (goal 0.9 … 1.1)"),
                new Figure("garbage collection with 4,096 LeNet nodes", 100 * many.collecting(), collecting),
                new Figure("resident memory with 4,096 LeNet nodes", memory / 1e9, "GB (goal < 24)"),
                new Figure("an iteration of one of 100,000 softmax nodes", 1e6 * simple.seconds(), "µs"),
                new Figure("garbage collection with 100,000 softmax nodes", 100 * simple.collecting(), collecting),
                new Figure("heap per softmax node", perNode / 1e3, "kB"),
                new Figure("of which besides its model and the sum of its noises", besides / 1e3, "kB"),
                new Figure("heap per LeNet node ÷ model, sum, and as much", large / explained, "× (goal ± 10 %)"),
                new Figure("resident memory in the end", mostMemory() / 1e9, "GB (goal < 24)"));
    }

    /// @param seconds of wall-clock time that a node needs for an iteration, the first one left out
    /// @param collecting the share of that time for which garbage collection stopped everything
    private record Cost(double seconds, double collecting) {}

    private Cost cost(Experiment experiment) throws InterruptedException {
        int nodes = experiment.nodes();
        AtomicInteger ended = new AtomicInteger();
        AtomicLong start = new AtomicLong();
        AtomicLong collected = new AtomicLong();
        EmbeddedRun.prepare(experiment).run(workers, event -> {
            if (event instanceof NodeEvent.IterationEnded && ended.incrementAndGet() == nodes) {
                start.set(System.nanoTime());
                collected.set(millisecondsOfCollection());
            }
        });
        double seconds = (System.nanoTime() - start.get()) / 1e9;
        double collecting = (millisecondsOfCollection() - collected.get()) / 1e3;
        return new Cost(seconds / nodes / (experiment.schedule().iterations() - 1), collecting / seconds);
    }

    /// What a node holds while its models are under way, in bytes: its model, of 4 bytes per value, and the weighted
    /// sum of all noises, of 8.
    private static long held(long values) {
        return occupied(Float.BYTES * values) + occupied(Double.BYTES * values);
    }

    /// G1 gives whole regions to what is larger than half of one.
    private static long occupied(long bytes) {
        long region = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize")
                .getValue());
        return region > 0 && bytes >= region / 2 ? Math.ceilDiv(bytes, region) * region : bytes;
    }

    private static long millisecondsOfCollection() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().contains("Concurrent"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /// The most memory this process ever had.
    private static double mostMemory() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(each -> each.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return 1024 * Double.parseDouble(line.replaceAll("[^0-9]", ""));
    }

    private Experiment leNet(int nodes, int iterations) {
        return experiment(
                "LeNet", Networks::leNet, images, new Schedule(iterations, 1, iterations, iterations, false), nodes);
    }

    private Experiment softmax(int nodes) {
        Schedule schedule = new Schedule(4, 1, 4, 4, false);
        return experiment("LogisticRegression", Networks::softmaxRegression, small, schedule, nodes);
    }

    private static Experiment experiment(
            String name, Networks.Architecture architecture, Dataset data, Schedule schedule, int nodes) {
        LocalTraining oneStep = new LocalTraining(
                new Sgd(0.05), Loss.CROSS_ENTROPY, LeNetTask.BATCH, 1, false, true, OptionalDouble.empty());
        return new Experiment(
                name,
                new Experiment.Learning(
                        new DataSource("random", () -> new DataSource.Loaded(data, Optional.empty())),
                        new Experiment.Split(new SharedSamples(SAMPLES_PER_NODE, 1), false),
                        new Experiment.Model(name, architecture),
                        oneStep,
                        1,
                        1),
                new Experiment.Exchange(
                        new RandomRegular(DEGREE).generate(nodes, 1),
                        Optional.empty(),
                        NodeMemory.frugal(new ZeroSumNoise(0.05, true, ZeroSumNoise.Weighting.UNIFORM, 1)),
                        new MetropolisHastings()),
                schedule,
                Placement.even(nodes, 1, nodes),
                new Experiment.Saving(0, 0));
    }
}
