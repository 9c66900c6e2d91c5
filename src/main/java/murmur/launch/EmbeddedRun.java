package murmur.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import murmur.data.Shard;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Wiring;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.mixing.Mixing;
import murmur.mixing.WholeCounters;
import murmur.model.Network;
import murmur.node.Always;
import murmur.node.Meetings;
import murmur.node.Node;
import murmur.node.NodeEvent;
import murmur.node.Participation;
import murmur.node.TestSet;
import murmur.random.TorchRandom;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.training.Arithmetic;
import murmur.training.Trainer;
import murmur.training.Workers;
import murmur.transport.InMemoryTransport;
import murmur.transport.Transport;

/// All nodes of an experiment in this process: a virtual thread each, and a few workers for their arithmetic.
public final class EmbeddedRun {
    /// Nodes may use a seventh of the heap to save time: a tenth of the memory, of which the heap gets 70 %.
    private static final int PART_TO_SAVE_TIME = 7;

    private final Experiment experiment;
    private final DataSource.Loaded data;
    private final Division division;
    private final Network network;
    private final Sharing sharing;
    private final Mixing mixing;
    private final Supplier<Arithmetic> arithmetic;
    private final ParameterVector initial;
    private final TorchRandom random;

    private EmbeddedRun(Experiment experiment, DataSource.Loaded data) {
        this.experiment = experiment;
        this.data = data;
        Experiment.Learning learning = experiment.learning();
        division = Division.of(experiment, data);
        network = learning.model().network(data.train());
        Experiment.Exchange exchange = experiment.exchange();
        VectorLayout layout = network.layout();
        sharing = exchange.bufferNoise().applyTo(exchange.sharing(), layout);
        mixing = WholeCounters.in(exchange.mixing(), layout);
        arithmetic =
                Arithmetic.of(network, learning.training(), learning.model().device());
        for (int node = 0; node < experiment.nodes(); node++) {
            learning.training().requireEnough(node, shards().get(node).size());
        }
        random = new TorchRandom(learning.seed());
        if (learning.data().countsLabels()) {
            random.next63();
        }
        initial = network.initialize(random);
    }

    /// Reads the data and divides it, so that whatever is wrong with the experiment shows before anything starts.
    public static EmbeddedRun prepare(Experiment experiment) {
        DataSource.Loaded data = experiment.learning().data().loader().load();
        return new EmbeddedRun(experiment, data);
    }

    public Experiment experiment() {
        return experiment;
    }

    public Network network() {
        return network;
    }

    public DataSource.Loaded data() {
        return data;
    }

    /// What each node holds.
    public List<Shard> shards() {
        return division.shards();
    }

    /// How many samples a node is tested on.
    public int testSamples(int node) {
        return division.tests().map(sets -> sets.get(node).size()).orElse(0);
    }

    /// The weights every node starts from.
    public ParameterVector initialModel() {
        return initial;
    }

    /// Runs all nodes to their end and returns their final models.
    ///
    /// @throws NodeFailure when a node fails; all others are stopped then
    public List<ParameterVector> run(int workerCount, NodeEvent.Observer observer) throws InterruptedException {
        try (Workers workers = workers(workerCount)) {
            return run(workers, observer);
        }
    }

    /// The same on workers that may do other work besides.
    public List<ParameterVector> run(Workers workers, NodeEvent.Observer observer) throws InterruptedException {
        return run(workers, observer, Checkpoints.none(), false);
    }

    /// Threads that can compute with the network of this run.
    public Workers workers(int count) {
        return new Workers(count, arithmetic);
    }

    /// The same with checkpoints.
    ///
    /// @param resumed whether to go on from the newest checkpoint, if there is one
    public List<ParameterVector> run(
            Workers workers, NodeEvent.Observer observer, Checkpoints checkpoints, boolean resumed)
            throws InterruptedException {
        List<Integer> all = IntStream.range(0, experiment.nodes()).boxed().toList();
        try (InMemoryTransport transport = memory(0);
                NodeThreads threads = new NodeThreads(experiment.placement())) {
            checkpoints.of(Prospectus.of(this).forCheckpoints());
            Integer newest = resumed ? checkpoints.complete(all).floor(Integer.MAX_VALUE) : null;
            Local local = new Local(all, attendance(), transport, threads, checkpoints, newest == null ? 0 : newest);
            // What happened is written down before the state that follows it.
            NodeEvent.Observer both = NodeEvent.Observer.all(List.of(observer, checkpoints));
            Map<Integer, ParameterVector> models = run(workers, both, local);
            return all.stream()
                    .map(id -> Objects.requireNonNull(models.get(id)))
                    .toList();
        }
    }

    /// The part of a run that takes place in this process.
    ///
    /// @param attendance who takes part when
    /// @param from how many iterations a checkpoint has completed from which it goes on; 0: from the start
    record Local(
            List<Integer> nodes,
            Participation.Attendance attendance,
            Transport transport,
            NodeThreads threads,
            Checkpoints checkpoints,
            int from) {}

    /// Runs the nodes of `local` to their end and returns their final models.
    Map<Integer, ParameterVector> run(Workers workers, NodeEvent.Observer observer, Local local)
            throws InterruptedException {
        Wiring wiring = experiment.exchange().wiring();
        Meetings meetings = new Meetings(wiring.topology(), local.attendance(), wiring.degrees(), wiring.graph());
        Map<Integer, Node> nodes = new LinkedHashMap<>();
        for (int id : local.nodes()) {
            nodes.put(id, node(id, local, meetings, workers, observer));
        }
        local.checkpoints().watch(nodes, local.from(), experiment.schedule().iterations());
        if (local.from() > 0) {
            local.checkpoints().resume(local.from());
        }
        try {
            return local.threads().run(nodes);
        } finally {
            local.checkpoints().abandon();
            // Before the workers, which they use.
            local.threads().close();
        }
    }

    /// How many bytes each of so many nodes in one process may hold to save time.
    public static long room(int nodes) {
        return Runtime.getRuntime().maxMemory() / PART_TO_SAVE_TIME / Math.max(1, nodes);
    }

    /// What carries messages between nodes of one process.
    ///
    /// @param departures how many nodes may be lost
    InMemoryTransport memory(int departures) {
        int capacity = capacity();
        return new InMemoryTransport(
                experiment.nodes(), capacity == Integer.MAX_VALUE ? capacity : capacity + departures);
    }

    /// Who takes part when, as the experiment has it.
    Participation.Attendance attendance() {
        return experiment.exchange().participation().over(experiment.schedule().iterations());
    }

    /// How many messages may wait for a node: on one graph twice its neighbours, as those are at most a step
    /// ahead. Where neighbours change or are absent, some nodes run ahead of others, and all models of a run is
    /// the only sure bound.
    private int capacity() {
        Experiment.Exchange exchange = experiment.exchange();
        Optional<Graph> graph =
                exchange.wiring().fixedGraph().filter(fixed -> exchange.participation() instanceof Always);
        if (graph.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        int degree = IntStream.range(0, experiment.nodes())
                .map(graph.get()::degree)
                .max()
                .orElse(0);
        return Math.max(1, 2 * degree);
    }

    private Node node(int id, Local local, Meetings meetings, Workers workers, NodeEvent.Observer observer) {
        Experiment.Learning learning = experiment.learning();
        Trainer trainer = new Trainer(learning.training(), shards().get(id), random.copy(), workers);
        Node.Rules rules = new Node.Rules(
                meetings,
                mixing,
                experiment.schedule(),
                new TestSet(
                        division.tests().map(sets -> sets.get(id)),
                        division.validations().map(sets -> sets.get(id)),
                        learning.testBatchSize()),
                experiment.exchange().encoding());
        Sharing.Sharer sharer = sharing.forNode(id, room(local.nodes().size()));
        return new Node(
                new Node.Self(id, initial, trainer, sharer),
                rules,
                local.transport().open(id),
                observer);
    }
}
