package murmur.topology;

/// Every node is linked to every other.
public record Complete() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        Graph.checkEdges((long) nodes * (nodes - 1) / 2);
        for (int a = 0; a < nodes; a++) {
            for (int b = a + 1; b < nodes; b++) {
                graph.edge(a, b);
            }
        }
        return graph.build();
    }
}
