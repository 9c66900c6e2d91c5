package murmur.sharing;

import murmur.math.ParameterVector;
import murmur.topology.Graph;

/// What leaves a node. The recipe is a value, equal for all nodes; `forNode` opens it for one of them, with its random
/// stream and whatever it must remember between steps.
public interface Sharing {
    Sharer forNode(int node);

    /// Says before a run starts what would fail in it: that some node of a graph cannot share its model like this.
    ///
    /// @throws murmur.BadInput naming the first such node
    default void validate(Graph graph) {}

    /// One node's side of the recipe; for one thread at a time, one call per step.
    @FunctionalInterface
    interface Sharer {
        Shares share(ParameterVector own, Audience audience);
    }
}
