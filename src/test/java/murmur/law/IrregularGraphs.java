package murmur.law;

import murmur.random.NumpyRandom;
import murmur.topology.Graph;
import murmur.topology.GraphBuilder;

/// Random connected graphs whose nodes have different degrees, each at least 2.
final class IrregularGraphs {
    private IrregularGraphs() {}

    /// A ring of 5 to 20 nodes, shuffled, with some chords, of which one node gets many.
    static Graph random(long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        int nodes = 5 + random.nextInt(16);
        int[] ring = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            ring[node] = node;
        }
        random.shuffle(ring);
        GraphBuilder graph = Graph.builder(nodes);
        for (int place = 0; place < nodes; place++) {
            graph.edge(ring[place], ring[(place + 1) % nodes]);
        }
        for (int chord = random.nextInt(nodes); chord >= 0; chord--) {
            int from = random.nextInt(nodes);
            graph.edge(from, (from + 2 + random.nextInt(nodes - 3)) % nodes);
        }
        for (int skipped = 2; skipped < nodes - 2; skipped++) {
            graph.edge(ring[0], ring[skipped]);
        }
        return graph.build();
    }
}
