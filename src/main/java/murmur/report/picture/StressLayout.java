package murmur.report.picture;

import java.util.ArrayList;
import java.util.List;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.topology.Distances;
import murmur.topology.Graph;

/// Places nodes as far apart as they are along the edges, as well as a plane allows: minimises the stress
/// Σ (|xᵢ − xⱼ| − dᵢⱼ)² / dᵢⱼ² by majorization (E. Gansner, Y. Koren and S. North, *Graph drawing by stress
/// majorization*,
/// 2004), from several random starts.
final class StressLayout {
    private static final int STARTS = 12;
    private static final int SWEEPS_PER_START = 40;
    private static final int LAST_SWEEPS = 300;
    private static final double TOUCH = 0.05;

    /// Pairs of nodes visited in all: a second or two.
    private static final long MOST_PAIRS = 200_000_000;

    private final int nodes;
    private final float[][] distances;
    private final double[] x;
    private final double[] y;

    StressLayout(Graph graph) {
        nodes = graph.nodes();
        x = new double[nodes];
        y = new double[nodes];
        distances = new float[nodes][nodes];
        float farthest = 1;
        for (int node = 0; node < nodes; node++) {
            int[] hops = Distances.from(graph, node);
            for (int other = 0; other < nodes; other++) {
                distances[node][other] = hops[other];
                farthest = Math.max(farthest, hops[other]);
            }
        }
        separateComponents(farthest + 1);
    }

    /// Nodes that no way connects are put a little farther apart than any others.
    private void separateComponents(float distance) {
        for (float[] row : distances) {
            for (int other = 0; other < nodes; other++) {
                row[other] = row[other] == Distances.UNREACHABLE ? distance : row[other];
            }
        }
    }

    List<Point> places() {
        long pairs = Math.max(1, (long) nodes * nodes);
        int starts = Math.clamp(MOST_PAIRS / 2 / pairs / SWEEPS_PER_START, 1, STARTS);
        double[] bestX = x;
        double[] bestY = y;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < starts; start++) {
            scatter(start);
            if (start == 0) {
                unfold();
            }
            improve(SWEEPS_PER_START);
            double stress = stress();
            if (stress < least) {
                least = stress;
                bestX = x.clone();
                bestY = y.clone();
            }
        }
        System.arraycopy(bestX, 0, x, 0, nodes);
        System.arraycopy(bestY, 0, y, 0, nodes);
        improve(Math.clamp(MOST_PAIRS / 2 / pairs, 5, LAST_SWEEPS));
        return points();
    }

    private void scatter(int start) {
        NumpyRandom random = new Seed(0).derive("places in a picture", start).generator();
        double side = Math.sqrt(nodes);
        for (int node = 0; node < nodes; node++) {
            x[node] = side * random.nextDouble();
            y[node] = side * random.nextDouble();
        }
    }

    /// A start for graphs with a shape, which chance would leave with a twist: across, from one end of the graph to the
    /// other, and down, away from its middle. A touch of chance stays.
    private void unfold() {
        int oneEnd = farthest(distances[0]);
        int otherEnd = farthest(distances[oneEnd]);
        float[] outside = new float[nodes];
        for (int node = 0; node < nodes; node++) {
            outside[node] = Math.min(distances[oneEnd][node], distances[otherEnd][node]);
        }
        int middle = farthest(outside);
        for (int node = 0; node < nodes; node++) {
            x[node] = TOUCH * x[node] + (distances[oneEnd][node] - distances[otherEnd][node]) / 2;
            y[node] = TOUCH * y[node] + distances[middle][node];
        }
    }

    private static int farthest(float[] distances) {
        int farthest = 0;
        for (int node = 1; node < distances.length; node++) {
            farthest = distances[node] > distances[farthest] ? node : farthest;
        }
        return farthest;
    }

    private void improve(int sweeps) {
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int node = 0; node < nodes; node++) {
                move(node);
            }
        }
    }

    /// To the weighted mean of where the others want the node.
    private void move(int node) {
        double sumX = 0;
        double sumY = 0;
        double weights = 0;
        for (int other = 0; other < nodes; other++) {
            double wanted = distances[node][other];
            double gap = gap(node, other);
            if (other != node && gap > 0) {
                double weight = 1 / (wanted * wanted);
                sumX += weight * (x[other] + wanted * (x[node] - x[other]) / gap);
                sumY += weight * (y[other] + wanted * (y[node] - y[other]) / gap);
                weights += weight;
            }
        }
        if (weights > 0) {
            x[node] = sumX / weights;
            y[node] = sumY / weights;
        }
    }

    private double gap(int a, int b) {
        return Math.sqrt((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]));
    }

    private double stress() {
        double stress = 0;
        for (int node = 0; node < nodes; node++) {
            for (int other = 0; other < node; other++) {
                double off = gap(node, other) / distances[node][other] - 1;
                stress += off * off;
            }
        }
        return stress;
    }

    private List<Point> points() {
        List<Point> places = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            places.add(new Point(x[node], y[node]));
        }
        return places;
    }
}
