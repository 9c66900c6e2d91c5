package murmur.node;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.mixing.Received;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.topology.Step;
import murmur.topology.Topology;
import murmur.training.Scores;
import murmur.training.Trainer;
import murmur.transport.Endpoint;
import murmur.transport.Message;

/// One participant: it trains on its own samples, shares its model with its neighbours, and mixes what it receives.
public final class Node {
    private final int id;
    private final Trainer trainer;
    private final Sharing.Sharer sharer;
    private final Topology topology;
    private final Mixing mixing;
    private final Schedule schedule;
    private final TestSet testSet;
    private final Endpoint endpoint;
    private final Inbox inbox;
    private final NodeEvent.Observer observer;
    private ParameterVector model;
    private Traffic traffic = Traffic.NONE;
    private int iteration;

    /// What is a node's own.
    ///
    /// @param model the model it starts from
    public record Self(int id, ParameterVector model, Trainer trainer, Sharing.Sharer sharer) {}

    /// What all nodes of a run have in common.
    public record Rules(Topology topology, Mixing mixing, Schedule schedule, TestSet testSet) {}

    public Node(Self self, Rules rules, Endpoint endpoint, NodeEvent.Observer observer) {
        id = self.id();
        model = self.model();
        trainer = self.trainer();
        sharer = self.sharer();
        topology = rules.topology();
        mixing = rules.mixing();
        schedule = rules.schedule();
        testSet = rules.testSet();
        this.endpoint = endpoint;
        this.observer = observer;
        inbox = new Inbox(endpoint);
    }

    /// Lives through all iterations and returns the final model.
    public ParameterVector run() throws InterruptedException {
        Cadence cadence = new Cadence(schedule);
        greet();
        for (iteration = 0; iteration < schedule.iterations(); iteration++) {
            model = trainer.train(model);
            for (int step = 0; step < schedule.mixingSteps(); step++) {
                model = gossip(new Step(iteration, step));
            }
            if (schedule.resetOptimizer()) {
                trainer.resetOptimizer();
            }
            Evaluation evaluation = evaluate(cadence.after(iteration));
            int mixings = (iteration + 1) * schedule.mixingSteps();
            observer.on(new NodeEvent.IterationEnded(id, iteration, mixings, traffic, evaluation));
        }
        observer.on(new NodeEvent.Finished(id, model));
        return model;
    }

    /// The iteration this node is in, from 0.
    public int iteration() {
        return iteration;
    }

    private ParameterVector gossip(Step step) throws InterruptedException {
        Graph graph = topology.at(step);
        int[] neighbours = graph.neighbours(id);
        Audience audience = audience(graph, neighbours, step);
        Shares shares = sharer.share(model, audience);
        for (int position = 0; position < neighbours.length; position++) {
            int receiver = position;
            endpoint.send(neighbours[position], new Message(id, step, neighbours.length, () -> shares.sent(receiver)));
        }
        traffic = traffic.withModels(id, step, neighbours.length, model.length());
        observer.on(new NodeEvent.Shared(id, audience, shares));
        List<Received> received = inbox.await(step, neighbours);
        return mixing.mix(shares::kept, received);
    }

    private Audience audience(Graph graph, int[] neighbours, Step step) {
        List<Audience.Receiver> receivers = IntStream.of(neighbours)
                .mapToObj(neighbour ->
                        new Audience.Receiver(neighbour, mixing.weight(graph.degree(neighbour), neighbours.length)))
                .toList();
        double given = IntStream.of(neighbours)
                .mapToDouble(neighbour -> mixing.weight(neighbours.length, graph.degree(neighbour)))
                .sum();
        return new Audience(step, receivers, 1 - given);
    }

    private Evaluation evaluate(Cadence.Due due) throws InterruptedException {
        OptionalDouble trainLoss = due.train() ? OptionalDouble.of(trainer.trainLoss(model)) : OptionalDouble.empty();
        if (!due.test() || testSet.isEmpty()) {
            return new Evaluation(trainLoss, OptionalDouble.empty(), OptionalDouble.empty());
        }
        Scores scores = trainer.test(model, testSet.data());
        return new Evaluation(
                trainLoss,
                OptionalDouble.of(scores.testLoss(testSet.batchSize())),
                OptionalDouble.of(scores.accuracyPercent()));
    }

    /// Counts what the reference's processes say to each other when they connect: a greeting to every neighbour and to
    /// the process that answers for the topology.
    private void greet() {
        int neighbours = topology.at(new Step(0, 0)).degree(id);
        traffic = traffic.withGreetings(id, neighbours + 1);
    }
}
