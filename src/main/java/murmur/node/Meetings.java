package murmur.node;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import murmur.mixing.Mixing;
import murmur.sharing.Audience;
import murmur.topology.Graph;
import murmur.topology.Links;
import murmur.topology.Step;
import murmur.topology.Topology;

/// Who meets whom at each step: those whom the topology links, if they take part.
///
/// @param known whose neighbours know each other from the start, where that is not the first graph of the topology
public record Meetings(Topology topology, Participation.Attendance attendance, Degrees degrees, Optional<Graph> known) {
    /// Meetings of nodes that all take part always.
    public static Meetings of(Topology topology) {
        return new Meetings(topology, Participation.Attendance.FULL, Degrees.IN_FORCE, Optional.empty());
    }

    boolean present(int node, int iteration) {
        return attendance.present(node, iteration);
    }

    /// The nodes that `node` connects to before anything else.
    int[] acquaintances(int node) {
        return known.map(graph -> graph.neighbours(node))
                .orElseGet(() -> topology.at(new Step(0, 0)).receivers(node));
    }

    /// What a node that takes part does at a step. Weights are those that nodes will give when they mix: a node counts
    /// what it receives as its own degree.
    Meeting at(Step step, int node, Mixing mixing) {
        Links links = topology.at(step);
        int degree = degrees.announced(links, node);
        List<Audience.Receiver> receivers = IntStream.of(links.receivers(node))
                .mapToObj(receiver -> new Audience.Receiver(
                        receiver,
                        mixing.weight(heard(links, receiver, step), degree),
                        present(receiver, step.iteration())))
                .toList();
        int[] senders = senders(links, node, step);
        double given = IntStream.of(senders)
                .mapToDouble(sender -> mixing.weight(senders.length, degrees.announced(links, sender)))
                .sum();
        return new Meeting(new Audience(step, receivers, 1 - given), senders, degree);
    }

    private int[] senders(Links links, int node, Step step) {
        int[] senders = links.senders(node);
        return attendance.full()
                ? senders
                : Arrays.stream(senders)
                        .filter(sender -> present(sender, step.iteration()))
                        .toArray();
    }

    /// How many models reach a node.
    private int heard(Links links, int node, Step step) {
        return attendance.full() ? links.senderCount(node) : senders(links, node, step).length;
    }
}
