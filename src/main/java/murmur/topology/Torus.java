package murmur.topology;

import murmur.BadInput;

/// A grid whose rows and columns are rings, as near to a square as the number of nodes allows: every node has four
/// neighbours. Node `row × columns + column`.
public record Torus() implements Generator {
    /// With two rows, the neighbours above and below would be one and the same.
    private static final int FEWEST_ROWS = 3;

    @Override
    public Graph generate(int nodes, long seed) {
        GraphBuilder graph = Graph.builder(nodes);
        int columns = nodes / rows(nodes);
        for (int node = 0; node < nodes; node++) {
            int rowStart = node - node % columns;
            graph.edge(node, rowStart + (node + 1 - rowStart) % columns);
            graph.edge(node, (node + columns) % nodes);
        }
        return graph.build();
    }

    private static int rows(int nodes) {
        int rows = mostRows(nodes);
        if (rows < FEWEST_ROWS) {
            throw BadInput.must("nodes of a torus", "be rows × columns, both at least " + FEWEST_ROWS, nodes)
                    .cure("use " + nearestFitting(nodes) + " nodes");
        }
        return rows;
    }

    /// The largest divisor that is not above the square root.
    private static int mostRows(int nodes) {
        int rows = (int) Math.sqrt(nodes);
        while (nodes % rows != 0) {
            rows--;
        }
        return rows;
    }

    /// Of the numbers above and below that fit, every sixth does; 9 is the smallest of all.
    private static String nearestFitting(int nodes) {
        int above = Math.max(nodes, FEWEST_ROWS * FEWEST_ROWS);
        while (mostRows(above) < FEWEST_ROWS) {
            above++;
        }
        int below = nodes;
        while (below > FEWEST_ROWS * FEWEST_ROWS && mostRows(below) < FEWEST_ROWS) {
            below--;
        }
        return below >= FEWEST_ROWS * FEWEST_ROWS ? below + " or " + above : "" + above;
    }
}
