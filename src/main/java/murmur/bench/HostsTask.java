package murmur.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import murmur.data.Dataset;
import murmur.data.Fractions;
import murmur.data.Iid;
import murmur.experiment.Communication;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.launch.Checkpoints;
import murmur.launch.EmbeddedRun;
import murmur.launch.HostRun;
import murmur.mixing.MetropolisHastings;
import murmur.model.Networks;
import murmur.node.NodeEvent;
import murmur.node.Schedule;
import murmur.sharing.PlainSharing;
import murmur.topology.RandomRegular;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// 64 LeNet nodes of degree 6 in this process, with two workers, against two processes of one worker each: this one and
/// another, which lives as long, so that both have compiled what they run: the first pair does not count, and nor do
/// the
/// first iterations of any.
public final class HostsTask {
    private static final int NODES = 64;
    private static final int HOSTS = 2;
    private static final int DEGREE = 6;
    /// Few, so that the two that are compared are near each other in time: speeds change within a minute.
    private static final int ITERATIONS = 9;
    private static final int WARM_UP = 2;
    private static final int PAIRS_PER_ROUND = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int rounds;

    HostsTask(int rounds) {
        this.rounds = rounds;
    }

    List<Figure> measure() throws Exception {
        List<Double> embedded = new ArrayList<>();
        List<Double> divided = new ArrayList<>();
        Process other = LocalPeer.start(HostsTask.class, List.of());
        try (BufferedWriter orders = other.outputWriter()) {
            for (int pair = 0; pair <= PAIRS_PER_ROUND * rounds; pair++) {
                Pace here = new Pace(NODES);
                EmbeddedRun.prepare(experiment(new Placement(1, NODES))).run(HOSTS, here);
                embedded.add(here.secondsPerIteration());
                divided.add(overHosts(orders));
            }
        } finally {
            other.destroy();
        }
        Timing one = new Timing(embedded.subList(1, embedded.size()));
        Timing two = new Timing(divided.subList(1, divided.size()));
        return List.of(
                new Figure("iteration of 64 LeNet nodes, one process", one.median(), "s"),
                new Figure("the same over two hosts", two.median(), "s"),
                new Figure("two hosts ÷ one process", two.medianRatio(one), "× (goal ≤ 1.05)"));
    }

    private static double overHosts(BufferedWriter orders) throws Exception {
        List<Integer> ports = LocalPeer.freePorts();
        orders.write(ports.getFirst() + " " + ports.getLast() + "\n");
        orders.flush();
        Pace pace = new Pace(NODES / HOSTS);
        host(0, ports).run(1, pace, news -> {});
        return pace.secondsPerIteration();
    }

    /// The second host: one run for every line of standard input, which holds the ports of both.
    public static void main(String[] none) throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            List<Integer> ports =
                    Arrays.stream(line.split(" ", -1)).map(Integer::valueOf).toList();
            host(1, ports).run(1, event -> {}, news -> {});
        }
    }

    private static HostRun host(int machine, List<Integer> ports) {
        Communication communication = new Communication(Optional.empty(), 1, PATIENCE, PATIENCE, OnFailure.STOP);
        HostRun.Site site = new HostRun.Site(LocalPeer.hosts(ports), machine, communication, Optional.empty());
        EmbeddedRun run = EmbeddedRun.prepare(experiment(new Placement(HOSTS, NODES / HOSTS)));
        return new HostRun(run, site, Checkpoints.none(), false);
    }

    private static Experiment experiment(Placement placement) {
        Dataset images = LeNetTask.images();
        LocalTraining training = new LocalTraining(
                new Sgd(0.05),
                Loss.CROSS_ENTROPY,
                LeNetTask.BATCH,
                LeNetTask.STEPS,
                false,
                true,
                OptionalDouble.empty());
        return new Experiment(
                "hosts",
                new Experiment.Learning(
                        new DataSource("random", () -> new DataSource.Loaded(images, Optional.empty())),
                        new Experiment.Split(new Iid(1, Fractions.equal()), false),
                        new Experiment.Model("LeNet", Networks::leNet),
                        training,
                        1,
                        1),
                new Experiment.Exchange(
                        new RandomRegular(DEGREE).generate(NODES, 1),
                        Optional.empty(),
                        new PlainSharing(),
                        new MetropolisHastings()),
                new Schedule(ITERATIONS, 1, ITERATIONS, ITERATIONS, true),
                placement,
                new Experiment.Saving(0, 0));
    }

    /// When the last of some nodes has ended each iteration.
    private static final class Pace implements NodeEvent.Observer {
        private final int nodes;
        private final ConcurrentMap<Integer, Integer> ended = new ConcurrentHashMap<>();
        private final ConcurrentMap<Integer, Long> nanos = new ConcurrentHashMap<>();

        Pace(int nodes) {
            this.nodes = nodes;
        }

        @Override
        public void on(NodeEvent event) {
            if (event instanceof NodeEvent.IterationEnded end
                    && ended.merge(end.iteration(), 1, Integer::sum) == nodes) {
                nanos.put(end.iteration(), System.nanoTime());
            }
        }

        /// Without the first ones, and the last, in which losses are computed, too.
        double secondsPerIteration() {
            int last = ITERATIONS - 2;
            return (nanos.getOrDefault(last, 0L) - nanos.getOrDefault(WARM_UP, 0L)) / 1e9 / (last - WARM_UP);
        }
    }
}
