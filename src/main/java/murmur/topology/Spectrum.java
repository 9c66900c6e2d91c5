package murmur.topology;

import murmur.BadInput;

/// The two eigenvalues of a graph's mixing matrix, with Metropolis–Hastings weights, that decide how fast nodes
/// agree. All eigenvalues are above −1 and at most 1; the constant vector has eigenvalue 1, and is left out
/// here.
///
/// @param second the largest of the other eigenvalues; 1 when the graph is not connected
/// @param smallest the smallest of all
/// @param settled whether both are exact to about 1e-12; otherwise the work allowed was not enough, and further
///     work would move them outwards
public record Spectrum(double second, double smallest, boolean settled) {
    /// Well above what rounding leaves of an eigenvalue between −1 and 1.
    private static final double ACCURACY = 1e-13;

    /// Enough for a ring of 10,000 nodes, on which each product carries news by one node.
    private static final int MOST_PRODUCTS = 20_000;

    /// Edges and nodes visited in all: some seconds.
    private static final long MOST_STEPS = 4_000_000_000L;

    private static final int FIRST_CHECK = 20;
    private static final double GROWTH_BETWEEN_CHECKS = 1.2;

    public Spectrum {
        BadInput.unless(second >= -1 && second <= 1, "second eigenvalue", "be −1 … 1", second);
        BadInput.unless(smallest >= -1 && smallest <= second, "smallest eigenvalue", "be −1 … second", smallest);
    }

    /// The Lanczos process (C. Lanczos, 1950) on mean-free vectors, from a random one that is the same every time: work
    /// grows with the edges, never with the square of the nodes.
    public static Spectrum of(Graph graph) {
        if (graph.nodes() == 1) {
            return new Spectrum(0, 0, true);
        }
        Spectrum found = settle(new MixingOperator(graph));
        return graph.connected() ? found : new Spectrum(1, found.smallest(), found.settled());
    }

    private static Spectrum settle(MixingOperator mixing) {
        int most = mixing.productsWithin(MOST_STEPS, MOST_PRODUCTS);
        Lanczos process = new Lanczos(mixing);
        Spectrum known = new Spectrum(1, -1, false);
        double check = FIRST_CHECK;
        for (int k = 1; k <= most; k++) {
            if (process.step() < ACCURACY) {
                return outermost(process.matrix(), true);
            }
            if (k >= check) {
                Spectrum now = outermost(process.matrix(), true);
                if (now.near(known)) {
                    return now;
                }
                known = now;
                check *= GROWTH_BETWEEN_CHECKS;
            }
        }
        return outermost(process.matrix(), false);
    }

    private static Spectrum outermost(Tridiagonal matrix, boolean settled) {
        double second = Math.clamp(matrix.largest(), -1, 1);
        return new Spectrum(second, Math.clamp(matrix.smallest(), -1, second), settled);
    }

    /// While the process has not settled, a fifth more products move the eigenvalues by about a third of what
    /// they are off.
    private boolean near(Spectrum other) {
        return Math.abs(second - other.second) < ACCURACY && Math.abs(smallest - other.smallest) < ACCURACY;
    }

    /// The factor by which a mixing step shrinks the distance from consensus, at worst: the larger absolute value.
    public double contraction() {
        return Math.max(Math.abs(second), Math.abs(smallest));
    }

    /// 1 − [#contraction]: the larger, the faster nodes agree (Boyd et al., 2006).
    public double gap() {
        return 1 - contraction();
    }
}
