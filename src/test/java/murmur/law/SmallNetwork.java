package murmur.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.node.Node;
import murmur.node.NodeEvent;
import murmur.node.Schedule;
import murmur.node.TestSet;
import murmur.random.NumpyRandom;
import murmur.random.TorchRandom;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.topology.StaticTopology;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;
import murmur.training.Trainer;
import murmur.training.Workers;
import murmur.transport.InMemoryTransport;
import murmur.transport.Transport;

/// Whole networks of real nodes that run in a blink. Unless told otherwise nodes learn nothing (their learning rate is
/// 0), start from different models, and mix once per iteration.
record SmallNetwork(Graph graph, Mixing mixing, Sharing sharing, Schedule schedule, LocalTraining training) {
    static final LocalTraining NO_LEARNING = training(0, 1);

    SmallNetwork(Graph graph, Mixing mixing, Sharing sharing) {
        this(graph, mixing, sharing, iterations(1, 1), NO_LEARNING);
    }

    static LocalTraining training(double learningRate, int batchSize) {
        return new LocalTraining(
                new Sgd(learningRate), Loss.CROSS_ENTROPY, batchSize, 1, false, true, OptionalDouble.empty());
    }

    static Schedule iterations(int iterations, int mixingSteps) {
        return new Schedule(iterations, mixingSteps, 1000, 1000, false);
    }

    SmallNetwork lasting(Schedule longer) {
        return new SmallNetwork(graph, mixing, sharing, longer, training);
    }

    SmallNetwork sharing(Sharing other) {
        return new SmallNetwork(graph, mixing, other, schedule, training);
    }

    /// The final models of nodes that all train on `samples`.
    List<ParameterVector> run(Dataset samples, List<ParameterVector> models) {
        return run(
                models,
                IntStream.range(0, graph.nodes()).mapToObj(node -> samples).toList(),
                carrier -> carrier);
    }

    /// The final models of nodes that start from `models` and hold `shards`, exchanged by what `wrap` makes of the
    /// transport between the nodes of one process.
    List<ParameterVector> run(List<ParameterVector> models, List<Dataset> shards, UnaryOperator<Transport> wrap) {
        int capacity = 2 * graph.nodes();
        try (Workers workers = new Workers(2, network(shards.getFirst()));
                Transport transport = wrap.apply(new InMemoryTransport(graph.nodes(), capacity))) {
            List<FutureTask<ParameterVector>> runs = new ArrayList<>();
            for (int id = 0; id < graph.nodes(); id++) {
                Trainer trainer = new Trainer(training, shards.get(id), new TorchRandom(5), workers);
                Node.Self self = new Node.Self(id, models.get(id), trainer, sharing.forNode(id));
                runs.add(new FutureTask<>(new Node(self, rules(), transport.open(id), SmallNetwork::ignore)::run));
            }
            runs.forEach(Thread.ofVirtual()::start);
            return runs.stream().map(SmallNetwork::result).toList();
        }
    }

    private Node.Rules rules() {
        return new Node.Rules(new StaticTopology(graph), mixing, schedule, new TestSet(Optional.empty(), 1));
    }

    private static void ignore(NodeEvent event) {}

    private static ParameterVector result(FutureTask<ParameterVector> run) {
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("a node failed", failure);
        }
    }

    /// Softmax regression.
    static Network network(Dataset samples) {
        return Networks.softmaxRegression(samples.shape(), samples.classes());
    }

    /// Models with normal values, different for every node.
    static List<ParameterVector> differentModels(int nodes, int length) {
        NumpyRandom random = new NumpyRandom(97);
        return IntStream.range(0, nodes)
                .mapToObj(node -> normal(random, length))
                .toList();
    }

    private static ParameterVector normal(NumpyRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.normal();
        }
        return ParameterVector.owning(values);
    }

    /// The mean of all models, in float64.
    static double[] mean(List<ParameterVector> models) {
        double[] mean = new double[models.getFirst().length()];
        for (ParameterVector model : models) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) model.at(i) / models.size();
            }
        }
        return mean;
    }

    static double largestDifference(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }
}
