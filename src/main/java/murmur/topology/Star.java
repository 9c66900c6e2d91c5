package murmur.topology;

/// Node 0 is linked to every other, and those to nothing else.
public record Star() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        for (int node = 1; node < nodes; node++) {
            graph.edge(0, node);
        }
        return graph.build();
    }
}
