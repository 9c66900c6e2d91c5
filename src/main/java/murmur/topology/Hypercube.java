package murmur.topology;

import murmur.BadInput;

/// Nodes whose numbers differ in one binary digit are linked: every node has log₂ nodes neighbours.
public record Hypercube() implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        checkPowerOfTwo(nodes, "a hypercube");
        for (int node = 0; node < nodes; node++) {
            for (int digit = 1; digit < nodes; digit *= 2) {
                if ((node & digit) == 0) {
                    graph.edge(node, node | digit);
                }
            }
        }
        return graph.build();
    }

    static void checkPowerOfTwo(int nodes, String what) {
        if (Integer.bitCount(nodes) != 1) {
            int below = Integer.highestOneBit(nodes);
            throw BadInput.must("nodes of " + what, "be a power of two", nodes)
                    .cure("use " + below + " or " + 2 * below + " nodes");
        }
    }
}
