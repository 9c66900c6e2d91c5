package murmur.topology;

import murmur.BadInput;
import murmur.random.PythonRandom;

/// The random regular graph of the reference system, edge for edge and in its order of neighbours, with its way
/// out when the draw is not connected: **every** node is then linked to its two neighbours on the ring as well,
/// and the graph is no longer regular.
///
/// For dynamic topologies, which must repeat the reference system's; otherwise prefer [RandomRegular].
public record ReferenceRegular(int degree) implements Generator {
    public ReferenceRegular {
        BadInput.unless(degree >= 0, "degree of a regular graph", "not be negative", degree);
    }

    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder builder = new StegerWormald(nodes, degree, new PythonRandom(seed)).draw();
        Graph drawn = builder.build();
        if (drawn.connected()) {
            return drawn;
        }
        for (int node = 0; node < nodes; node++) {
            builder.arc(node, (node + 1) % nodes).arc(node, (node + nodes - 1) % nodes);
        }
        return builder.build();
    }
}
