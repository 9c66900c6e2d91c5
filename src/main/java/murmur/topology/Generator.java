package murmur.topology;

/// A family of graphs, one member for each number of nodes and seed.
public interface Generator {
    /// The same graph for the same arguments, on every machine. Families without chance in them ignore the seed.
    ///
    /// @throws murmur.BadInput when the family has no graph of that many nodes, with the reason and the cure
    Graph generate(int nodes, long seed);
}
