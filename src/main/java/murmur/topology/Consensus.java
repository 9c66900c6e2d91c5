package murmur.topology;

import java.util.OptionalLong;

/// How many mixing steps bring the nodes of a graph near their mean, with Metropolis–Hastings weights and nothing else
/// happening in between.
public final class Consensus {
    /// The distance from consensus that counts as near, as a part of the distance at the start.
    public static final double NEAR = 0.01;

    private static final int MOST_STEPS = 1_000_000;

    /// Edges and nodes visited in all: a few seconds.
    private static final long MOST_VISITS = 2_000_000_000L;

    private Consensus() {}

    /// From whatever values the nodes start: log [#NEAR] / log contraction, rounded up. Empty when they never agree.
    public static OptionalLong stepsAtWorst(Graph graph, Spectrum spectrum) {
        if (graph.nodes() == 1) {
            return OptionalLong.of(0);
        }
        double contraction = spectrum.contraction();
        if (contraction >= 1 || !graph.connected()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(contraction <= NEAR ? 1 : (long) Math.ceil(Math.log(NEAR) / Math.log(contraction)));
    }

    /// From independent random values, the same every time, by taking the steps. Empty when the nodes never agree, or
    /// not within a million steps, or a few seconds.
    public static OptionalLong stepsMeasured(Graph graph) {
        if (graph.nodes() == 1 || !graph.connected()) {
            return graph.nodes() == 1 ? OptionalLong.of(0) : OptionalLong.empty();
        }
        MixingOperator mixing = new MixingOperator(graph);
        int most = mixing.productsWithin(MOST_VISITS, MOST_STEPS);
        double[] values = mixing.start();
        double[] mixed = new double[graph.nodes()];
        for (int step = 1; step <= most; step++) {
            mixing.apply(values, mixed);
            MixingOperator.centre(mixed);
            if (MixingOperator.norm(mixed) <= NEAR) {
                return OptionalLong.of(step);
            }
            double[] free = values;
            values = mixed;
            mixed = free;
        }
        return OptionalLong.empty();
    }
}
