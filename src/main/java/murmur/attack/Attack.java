package murmur.attack;

import java.util.List;
import java.util.Set;

/// A way to learn something about a node's samples. An attack is a value; what it remembers from model to model
/// is its [Campaign]'s.
public interface Attack {
    /// Its name in options and files.
    String name();

    /// On which samples it needs the losses of a model.
    Set<Samples> needs();

    /// Starts it against the nodes of one run.
    Campaign against(Targets targets) throws InterruptedException;

    /// Whose samples.
    enum Samples {
        /// Those of the node whose model it is.
        MEMBERS,
        /// Those that no node holds.
        NON_MEMBERS,
        /// Those of every node.
        EVERY_SHARD
    }

    /// An attack on one run. Called by several threads.
    interface Campaign {
        /// What one model tells; nothing where an attack needs several.
        List<Finding> judge(Evidence evidence);

        /// What all models together tell.
        default List<Finding> conclude() throws InterruptedException {
            return List.of();
        }
    }
}
