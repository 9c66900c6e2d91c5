package murmur.sharing;

import murmur.math.ParameterVector;
import murmur.topology.Links;

/// What leaves a node. The recipe is a value, equal for all nodes; `forNode` opens it for one of them, with its random
/// stream and whatever it must remember between steps.
public interface Sharing {
    Sharer forNode(int node);

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
    }
}
