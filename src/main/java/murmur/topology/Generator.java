package murmur.topology;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// A family of graphs, one member for each number of nodes and seed.
public interface Generator {
    /// The same graph for the same arguments, on every machine. Families without chance in them ignore the seed.
    ///
    /// @throws murmur.BadInput when the family has no graph of that many nodes, with the reason and the cure
    Graph generate(int nodes, long seed);

    /// The number of nodes, for a family that has graphs of one number only.
    default OptionalInt nodes() {
        return OptionalInt.empty();
    }

    /// What was done to a graph that its user should read, if anything.
    default Optional<String> remark() {
        return Optional.empty();
    }

    /// The same family, where files named by a relative path are looked up in `folder`.
    default Generator in(Path folder) {
        return this;
    }
}
