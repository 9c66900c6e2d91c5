package murmur.topology;

/// Every node is linked to the one before and the one after it, and the two ends to nothing more.
public record Line() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        for (int node = 1; node < nodes; node++) {
            graph.edge(node - 1, node);
        }
        return graph.build();
    }
}
