package murmur.topology;

import murmur.BadInput;
import murmur.random.PythonRandom;

/// A connected random graph in which every node has `degree` neighbours.
///
/// The first draw is that of the reference system for the same seed ([ReferenceRegular]); when it is not
/// connected, further ones follow from the same generator.
public record RandomRegular(int degree) implements Generator {
    /// Enough for degree 2, where the chance of one single ring is near 2 / √nodes; from degree 3 on one draw
    /// nearly always does.
    private static final int MOST_DRAWS = 1000;

    public RandomRegular {
        BadInput.unless(degree >= 0, "degree of a regular graph", "not be negative", degree);
    }

    @Override
    public Graph generate(int nodes, long seed) {
        checkCanConnect(nodes);
        StegerWormald draws = new StegerWormald(nodes, degree, new PythonRandom(seed));
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            Graph graph = draws.draw().build();
            if (graph.connected()) {
                return graph;
            }
        }
        throw new BadInput("no connected random regular graph of " + nodes + " nodes and degree " + degree + " among "
                + MOST_DRAWS + " draws; use a larger degree" + (degree == 2 ? ", or the ring" : ""));
    }

    private void checkCanConnect(int nodes) {
        StegerWormald.checkRegular(nodes, degree);
        int least = Math.min(nodes - 1, 2);
        BadInput.unless(
                degree >= least,
                "degree of a connected regular graph of " + nodes + " nodes",
                "be at least " + least,
                degree);
    }
}
