package murmur.node;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.mixing.Received;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Step;
import murmur.topology.Topology;
import murmur.training.Scores;
import murmur.training.Trainer;
import murmur.transport.Encoding;
import murmur.transport.Endpoint;
import murmur.transport.Message;

/// One participant: it trains on its own samples, shares its model with its neighbours, and mixes what it receives.
public final class Node {
    private final int id;
    private final Trainer trainer;
    private final Sharing.Sharer sharer;
    private final Meetings meetings;
    private final Mixing mixing;
    private final Schedule schedule;
    private final Encoding encoding;
    private final TestSet testSet;
    private final Endpoint endpoint;
    private final Inbox inbox;
    private final NodeEvent.Observer observer;
    private ParameterVector model;
    private final BitSet greeted = new BitSet();
    private Traffic traffic = Traffic.NONE;
    private int iteration;
    private int completed;
    private int mixings;

    /// What is a node's own.
    ///
    /// @param model the model it starts from
    public record Self(int id, ParameterVector model, Trainer trainer, Sharing.Sharer sharer) {}

    /// What all nodes of a run have in common.
    public record Rules(Meetings meetings, Mixing mixing, Schedule schedule, TestSet testSet, Encoding encoding) {
        /// Rules for nodes that all take part always and send their models as they are.
        public Rules(Topology topology, Mixing mixing, Schedule schedule, TestSet testSet) {
            this(Meetings.of(topology), mixing, schedule, testSet, Encoding.RAW);
        }
    }

    public Node(Self self, Rules rules, Endpoint endpoint, NodeEvent.Observer observer) {
        id = self.id();
        model = self.model();
        trainer = self.trainer();
        sharer = self.sharer();
        meetings = rules.meetings();
        mixing = rules.mixing();
        schedule = rules.schedule();
        testSet = rules.testSet();
        encoding = rules.encoding();
        this.endpoint = endpoint;
        this.observer = observer;
        inbox = new Inbox(endpoint);
    }

    /// Lives through all iterations and returns the final model.
    public ParameterVector run() throws InterruptedException {
        Cadence cadence = new Cadence(schedule);
        if (completed == 0) {
            greet(meetings.acquaintances(id), 1);
        }
        for (int past = 0; past < completed; past++) {
            cadence.after(past);
        }
        for (iteration = completed; iteration < schedule.iterations(); iteration++) {
            Cadence.Due due = cadence.after(iteration);
            if (meetings.present(id, iteration)) {
                model = trainer.train(model);
                for (int step = 0; step < schedule.mixingSteps(); step++) {
                    model = gossip(new Step(iteration, step), due);
                }
            }
            if (schedule.resetOptimizer()) {
                trainer.resetOptimizer();
            }
            Evaluation evaluation = evaluate(due);
            completed = iteration + 1;
            observer.on(new NodeEvent.IterationEnded(id, iteration, mixings, traffic, evaluation));
        }
        observer.on(new NodeEvent.Finished(id, model));
        return model;
    }

    /// Writes everything that further iterations depend on. To be called between two of them, as while the node tells
    /// that one has ended; messages that have come ahead of their step are left out, for whoever sent them will send
    /// them again.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(completed);
        out.writeInt(mixings);
        traffic.writeTo(out);
        byte[] known = greeted.toByteArray();
        out.writeInt(known.length);
        out.write(known);
        model.writeTo(out);
        trainer.writeTo(out);
        sharer.writeTo(out);
    }

    /// Goes on from what was written; to be called before the node runs.
    public void readFrom(DataInput in) throws IOException {
        completed = in.readInt();
        mixings = in.readInt();
        traffic = Traffic.readFrom(in);
        byte[] known = new byte[in.readInt()];
        in.readFully(known);
        greeted.or(BitSet.valueOf(known));
        model = ParameterVector.readFrom(in, model.length());
        trainer.readFrom(in);
        sharer.readFrom(in);
    }

    /// The iteration this node is in, from 0.
    public int iteration() {
        return iteration;
    }

    private ParameterVector gossip(Step step, Cadence.Due due) throws InterruptedException {
        Meeting meeting = meetings.at(step, id, mixing);
        Audience audience = meeting.audience();
        Shares shares = encoding.applyTo(sharer.share(model, audience));
        greet(meeting.presentReceivers(), 0);
        int[] positions = meeting.presentPositions();
        for (int position : positions) {
            int receiver = audience.receivers().get(position).node();
            endpoint.send(receiver, new Message(id, step, meeting.degree(), () -> shares.sent(position)));
        }
        traffic = traffic.withModels(id, step, positions.length, encoding.bytes(shares, positions, model.length()));
        observer.on(new NodeEvent.Shared(id, audience, model, shares, due.train() || due.test()));
        List<Received> received = inbox.await(step, meeting.senders());
        mixings++;
        return mixing.mix(shares::kept, received);
    }

    private Evaluation evaluate(Cadence.Due due) throws InterruptedException {
        OptionalDouble trainLoss = due.train() ? OptionalDouble.of(trainer.trainLoss(model)) : OptionalDouble.empty();
        if (!due.test()) {
            return new Evaluation(trainLoss, Optional.empty(), Optional.empty());
        }
        return new Evaluation(trainLoss, figures(testSet.samples()), figures(testSet.validation()));
    }

    private Optional<Evaluation.Figures> figures(Optional<Dataset> samples) throws InterruptedException {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Scores scores = trainer.test(model, samples.get());
        return Optional.of(new Evaluation.Figures(
                scores.testLoss(testSet.batchSize()), scores.accuracyPercent(), scores.classAccuracyPercent()));
    }

    /// Counts what the reference's processes say to each other when they first connect.
    ///
    /// @param services other processes that are greeted: the one that answers for the topology
    private void greet(int[] peers, int services) {
        int before = greeted.cardinality();
        for (int peer : peers) {
            greeted.set(peer);
        }
        traffic = traffic.withGreetings(id, greeted.cardinality() - before + services);
    }
}
