package murmur.sharing;

import murmur.math.ParameterVector;

/// What leaves a node. The recipe is a value, equal for all nodes; `forNode` opens it for one of them, with its random
/// stream and whatever it must remember between steps.
public interface Sharing {
    Sharer forNode(int node);

    /// Whether it adds noise to models.
    default boolean noisy() {
        return false;
    }

    /// One node's side of the recipe; for one thread at a time, one call per step.
    @FunctionalInterface
    interface Sharer {
        Shares share(ParameterVector own, Audience audience);
    }
}
