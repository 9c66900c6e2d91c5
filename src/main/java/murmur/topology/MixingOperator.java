package murmur.topology;

import java.util.Arrays;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// The mixing matrix W of Metropolis–Hastings weights (Xiao and Boyd, 2004) on a graph, known by what it does to one
/// number per node. It is symmetric and leaves the mean as it is.
final class MixingOperator {
    private final Graph graph;

    /// 1 / (1 + degree). The weight 1 / (1 + max(dᵢ, dⱼ)) of an edge is the smaller one of its two ends.
    private final double[] largestWeight;

    MixingOperator(Graph graph) {
        this.graph = graph;
        largestWeight = new double[graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            largestWeight[node] = 1.0 / (1 + graph.degree(node));
        }
    }

    int nodes() {
        return graph.nodes();
    }

    /// The number of products that a budget of elementary steps allows; at least one.
    int productsWithin(long steps, int most) {
        return Math.clamp(steps / (graph.nodes() + 2L * graph.edges()), 1, most);
    }

    /// Stores W·`values` in `mixed`.
    void apply(double[] values, double[] mixed) {
        for (int node = 0; node < values.length; node++) {
            double own = values[node];
            double change = 0;
            int degree = graph.degree(node);
            for (int k = 0; k < degree; k++) {
                int neighbour = graph.neighbour(node, k);
                change += Math.min(largestWeight[node], largestWeight[neighbour]) * (values[neighbour] - own);
            }
            mixed[node] = own + change;
        }
    }

    /// A mean-free vector of length 1 in a direction that favours none, the same every time.
    double[] start() {
        NumpyRandom random = new Seed(0).derive("direction of disagreement").generator();
        double[] values = new double[nodes()];
        Arrays.setAll(values, node -> random.nextGaussian());
        centre(values);
        scale(values, 1 / norm(values));
        return values;
    }

    /// Subtracts the mean, so that rounding never brings back the constant vector, whose eigenvalue 1 hides the second.
    static void centre(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
    }

    static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
