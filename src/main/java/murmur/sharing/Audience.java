package murmur.sharing;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import murmur.topology.Step;

/// Those a node shares its model with at one step.
///
/// @param step when
/// @param receivers the neighbours, in the order of the graph; also those that do not take part
/// @param selfWeight the weight the node gives to its own model when it mixes
public record Audience(Step step, List<Receiver> receivers, double selfWeight) {
    public Audience {
        receivers = List.copyOf(receivers);
    }

    /// The position of the neighbour that gets its copy first, if any neighbour takes part.
    public OptionalInt first() {
        return IntStream.of(presentPositions()).findFirst();
    }

    /// The positions of the neighbours that take part.
    public int[] presentPositions() {
        return IntStream.range(0, receivers.size())
                .filter(position -> receivers.get(position).present())
                .toArray();
    }

    /// How many neighbours take part.
    public int present() {
        return presentPositions().length;
    }

    /// The first mixing step of an iteration: noise is added there, and only there.
    public boolean afterTraining() {
        return step.mixing() == 0;
    }

    /// @param weight the weight this neighbour gives to what it receives from the node when it mixes
    /// @param present whether it takes part in this iteration; nothing is sent to a neighbour that does not
    public record Receiver(int node, double weight, boolean present) {
        /// A neighbour that takes part.
        public Receiver(int node, double weight) {
            this(node, weight, true);
        }
    }
}
