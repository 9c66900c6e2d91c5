package murmur.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
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
        network = learning.model().architecture().of(data.train());
        Experiment.Exchange exchange = experiment.exchange();
        VectorLayout layout = network.layout();
        sharing = exchange.bufferNoise().applyTo(exchange.sharing(), layout);
        mixing = WholeCounters.in(exchange.mixing(), layout);
        arithmetic = Arithmetic.of(network, learning.training());
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

    /// Threads that can compute with the network of this run.
    public Workers workers(int count) {
        return new Workers(count, arithmetic);
    }

    /// The same on workers that do other work besides.
    public List<ParameterVector> run(Workers workers, NodeEvent.Observer observer) throws InterruptedException {
        Wiring wiring = experiment.exchange().wiring();
        Participation participation = experiment.exchange().participation();
        Participation.Attendance attendance =
                participation.over(experiment.schedule().iterations());
        Meetings meetings = new Meetings(wiring.topology(), attendance, wiring.degrees(), wiring.graph());
        try (Transport transport = new InMemoryTransport(experiment.nodes(), capacity())) {
            List<Node> nodes = IntStream.range(0, experiment.nodes())
                    .mapToObj(id -> node(id, meetings, workers, transport, observer))
                    .toList();
            return runAll(nodes);
        }
    }

    /// How many messages may wait for a node: on one graph twice its neighbours, as those are at most a step ahead.
    /// Where
    /// neighbours change or are absent, some nodes run ahead of others, and all models of a run is the only sure bound.
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

    private Node node(int id, Meetings meetings, Workers workers, Transport transport, NodeEvent.Observer observer) {
        Experiment.Learning learning = experiment.learning();
        Trainer trainer = new Trainer(learning.training(), shards().get(id), random.copy(), workers);
        Node.Rules rules = new Node.Rules(
                meetings,
                mixing,
                experiment.schedule(),
                new TestSet(
                        division.tests().map(sets -> sets.get(id)),
                        division.validations().map(sets -> sets.get(id)),
                        learning.testBatchSize()));
        Node.Self self = new Node.Self(id, initial, trainer, sharing.forNode(id));
        return new Node(self, rules, transport.open(id), observer);
    }

    private record Finished(int node, ParameterVector model) {}

    private List<ParameterVector> runAll(List<Node> nodes) throws InterruptedException {
        ThreadFactory threads = Thread.ofVirtual().name("node-", 0).factory();
        ExecutorService executor = Executors.newThreadPerTaskExecutor(threads);
        try {
            CompletionService<Finished> completion = new ExecutorCompletionService<>(executor);
            for (int id = 0; id < nodes.size(); id++) {
                int node = id;
                completion.submit(() -> run(node, nodes.get(node)));
            }
            List<ParameterVector> models = new ArrayList<>(java.util.Collections.nCopies(nodes.size(), initial));
            for (int done = 0; done < nodes.size(); done++) {
                Finished finished = completion.take().get();
                models.set(finished.node(), finished.model());
            }
            return models;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof NodeFailure cause) {
                throw cause;
            }
            throw new IllegalStateException("a node failed: " + failure.getCause(), failure.getCause());
        } finally {
            executor.shutdownNow();
            executor.close();
        }
    }

    private Finished run(int id, Node node) throws InterruptedException {
        try {
            return new Finished(id, node.run());
        } catch (RuntimeException | Error failure) {
            int machine = experiment.placement().machine(id);
            throw new NodeFailure(
                    "node " + id + " on machine " + machine + " failed in iteration " + (node.iteration() + 1) + ": "
                            + (failure.getMessage() == null ? failure : failure.getMessage()),
                    failure);
        }
    }
}
