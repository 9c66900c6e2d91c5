package murmur.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import murmur.data.Dataset;
import murmur.data.Fractions;
import murmur.data.Iid;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.launch.EmbeddedRun;
import murmur.mixing.MetropolisHastings;
import murmur.model.Networks;
import murmur.node.NodeEvent;
import murmur.node.Schedule;
import murmur.privacy.ZeroSumNoise;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.topology.RandomRegular;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// What one more node adds to the heap, at the moment when it is fullest: all nodes have shared their models with
/// zero-sum noise, and none has mixed yet.
final class NodeMemory {
    private static final int FEW = 32;
    private static final int MANY = 128;
    private static final int DEGREE = 6;

    List<Figure> measure() throws InterruptedException {
        Dataset images = LeNetTask.images();
        double perNode = perNode(nodes -> experiment(nodes, images));
        double parameters = 4.0 * LeNetTask.network().length();
        return List.of(
                new Figure("heap per LeNet node, zero-sum noise, degree 6", perNode / 1e6, "MB"),
                new Figure("heap per node ÷ its parameters", perNode / parameters, "× (goal ≤ 4)"));
    }

    /// The same where nodes have no memory to spare, as when there are thousands.
    static Sharing frugal(Sharing sharing) {
        return (node, room) -> sharing.forNode(node);
    }

    /// What one more node adds, in bytes.
    ///
    /// @param experiment with a number of nodes, and at least two iterations
    static double perNode(IntFunction<Experiment> experiment) throws InterruptedException {
        long few = heapWith(experiment.apply(FEW));
        long many = heapWith(experiment.apply(MANY));
        return (double) (many - few) / (MANY - FEW);
    }

    static long heapWith(Experiment experiment) throws InterruptedException {
        EmbeddedRun run = EmbeddedRun.prepare(experiment);
        int nodes = experiment.nodes();
        CountDownLatch everybodyShared = new CountDownLatch(nodes);
        AtomicLong heap = new AtomicLong();
        NodeEvent.Observer observer = event -> {
            if (event instanceof NodeEvent.Shared shared
                    && shared.audience().step().iteration() == 1) {
                everybodyShared.countDown();
                waitFor(everybodyShared, heap);
            }
        };
        run.run(1, observer);
        return heap.get();
    }

    private static void waitFor(CountDownLatch everybodyShared, AtomicLong heap) {
        try {
            everybodyShared.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        synchronized (heap) {
            if (heap.get() == 0) {
                System.gc();
                heap.set(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
        }
    }

    private static Experiment experiment(int nodes, Dataset images) {
        LocalTraining oneSample = new LocalTraining(
                new Sgd(0.05), Loss.CROSS_ENTROPY, 1, 1, false, true, java.util.OptionalDouble.empty());
        Graph graph = new RandomRegular(DEGREE).generate(nodes, 1);
        return new Experiment(
                "memory",
                new Experiment.Learning(
                        new DataSource("random", () -> new DataSource.Loaded(images, Optional.empty())),
                        new Experiment.Split(new Iid(1, Fractions.equal()), false),
                        new Experiment.Model("LeNet", Networks::leNet),
                        oneSample,
                        1,
                        1),
                new Experiment.Exchange(
                        graph,
                        Optional.empty(),
                        frugal(new ZeroSumNoise(0.05, true, ZeroSumNoise.Weighting.UNIFORM, 1)),
                        new MetropolisHastings()),
                new Schedule(2, 1, 1, 1, true),
                Placement.even(nodes, 1, nodes),
                new Experiment.Saving(0, 0));
    }
}
