package murmur.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.node.Degrees;
import murmur.node.Meetings;
import murmur.node.Node;
import murmur.node.NodeEvent;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.node.TestSet;
import murmur.random.TorchRandom;
import murmur.sharing.Sharing;
import murmur.topology.Step;
import murmur.topology.Topology;
import murmur.training.LocalTraining;
import murmur.training.Trainer;
import murmur.training.Workers;
import murmur.transport.Encoding;
import murmur.transport.InMemoryTransport;
import murmur.transport.Transport;

/// Small networks whose neighbours change and whose nodes may be absent.
record Gathering(Topology topology, Participation participation, Mixing mixing, Sharing sharing, Schedule schedule) {
    static final Dataset SAMPLES = Digits.load().train();
    static final int LENGTH = SmallNetwork.network(SAMPLES).length();

    Gathering sharing(Sharing other) {
        return new Gathering(topology, participation, mixing, other, schedule);
    }

    int nodes() {
        return topology.at(new Step(0, 0)).nodes();
    }

    /// The final models of nodes that start from different ones and learn nothing.
    List<ParameterVector> run(NodeEvent.Observer observer) {
        return run(SmallNetwork.NO_LEARNING, 2, observer);
    }

    List<ParameterVector> run(LocalTraining training, int workerCount, NodeEvent.Observer observer) {
        List<ParameterVector> models = SmallNetwork.differentModels(nodes(), LENGTH);
        Meetings meetings =
                new Meetings(topology, participation.over(schedule.iterations()), Degrees.IN_FORCE, Optional.empty());
        Node.Rules rules = new Node.Rules(meetings, mixing, schedule, new TestSet(Optional.empty(), 1), Encoding.RAW);
        try (Workers workers = new Workers(workerCount, SmallNetwork.network(SAMPLES));
                Transport transport = new InMemoryTransport(nodes(), Integer.MAX_VALUE)) {
            List<FutureTask<ParameterVector>> runs = new ArrayList<>();
            for (int id = 0; id < nodes(); id++) {
                Trainer trainer = new Trainer(training, SAMPLES, new TorchRandom(5), workers);
                Node.Self self = new Node.Self(id, models.get(id), trainer, sharing.forNode(id));
                runs.add(new FutureTask<>(new Node(self, rules, transport.open(id), observer)::run));
            }
            runs.forEach(Thread.ofVirtual()::start);
            return runs.stream().map(Gathering::result).toList();
        }
    }

    private static ParameterVector result(FutureTask<ParameterVector> run) {
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("a node failed", failure);
        }
    }
}
