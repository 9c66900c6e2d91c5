package murmur.sharing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.math.ParameterVector;
import murmur.topology.Links;

/// What leaves a node. The recipe is a value, equal for all nodes; `forNode` opens it for one of them, with its random
/// stream and whatever it must remember between steps.
public interface Sharing {
    /// @param room bytes that the node may hold to save time; what leaves it is the same with any
    Sharer forNode(int node, long room);

    /// With as little memory as it takes.
    default Sharer forNode(int node) {
        return forNode(node, 0);
    }

    /// Whether it adds noise to models.
    default boolean noisy() {
        return false;
    }

    /// Says before a run starts what would fail in it: that some node cannot share its model like this.
    ///
    /// @param links those of the first step
    /// @throws murmur.BadInput naming the first such node
    default void validate(Links links) {}

    /// One node's side of the recipe; for one thread at a time, one call per step.
    @FunctionalInterface
    interface Sharer {
        Shares share(ParameterVector own, Audience audience);

        /// Writes all that later shares depend on, for a checkpoint. There is no default that is right for every
        /// sharing, so one that does not say how cannot be used with checkpoints.
        ///
        /// @throws UnsupportedOperationException if it does not say how
        default void writeTo(DataOutput out) throws IOException {
            throw new UnsupportedOperationException("this sharing does not say what it remembers");
        }

        /// Goes on from what was written.
        default void readFrom(DataInput in) throws IOException {
            throw new UnsupportedOperationException("this sharing does not say what it remembers");
        }
    }
}
