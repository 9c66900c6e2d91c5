package murmur.topology;

/// Node `i` is linked to the nodes `i ± 1, i ± 2, i ± 4, …` around the ring, for powers of two below the number of
/// nodes: the static exponential graph (B. Ying and others, *Exponential graph is provably efficient for decentralized
/// deep training*, NeurIPS 2021), used in both directions.
public record Exponential() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        for (int node = 0; node < nodes; node++) {
            for (int distance = 1; distance < nodes; distance *= 2) {
                graph.edge(node, (node + distance) % nodes);
            }
        }
        return graph.build();
    }
}
