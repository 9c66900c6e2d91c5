package murmur.topology;

import murmur.BadInput;

/// Every node is linked to the one before and the one after it.
public record Ring() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        if (nodes < 3) {
            throw BadInput.must("nodes of a ring", "be at least 3", nodes).cure("use line for fewer");
        }
        GraphBuilder graph = Graph.builder(nodes);
        for (int node = 0; node < nodes; node++) {
            graph.edge(node, (node + 1) % nodes);
        }
        return graph.build();
    }
}
