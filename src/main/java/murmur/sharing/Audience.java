package murmur.sharing;

import java.util.List;
import java.util.Optional;
import murmur.topology.Step;

/// Those a node shares its model with at one step.
///
/// @param step when
/// @param receivers the neighbours, in the order of the graph
/// @param selfWeight the weight the node gives to its own model when it mixes
public record Audience(Step step, List<Receiver> receivers, double selfWeight) {
    public Audience {
        receivers = List.copyOf(receivers);
    }

    /// The neighbour that gets its copy first, if there is any.
    public Optional<Integer> first() {
        return receivers.stream().map(Receiver::node).findFirst();
    }

    /// The first mixing step of an iteration: noise is added there, and only there.
    public boolean afterTraining() {
        return step.mixing() == 0;
    }

    /// @param weight the weight this neighbour gives to what it receives from the node when it mixes
    public record Receiver(int node, double weight) {}
}
