package murmur.node;

import murmur.topology.Graph;
import murmur.topology.Links;

/// Which degree a node tells those it sends to, from which they compute weights.
@FunctionalInterface
public interface Degrees {
    /// The number of nodes it sends to at this step.
    Degrees IN_FORCE = Links::receiverCount;

    int announced(Links links, int node);

    /// That of `graph`, whatever the links in force: the reference's way, whose dynamic topologies announce the
    /// degrees of the graph file.
    static Degrees of(Graph graph) {
        return (links, node) -> graph.degree(node);
    }
}
