package murmur.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.topology.Graph;

/// Places for the nodes of a graph, in no unit: the picture makes them fit.
final class GraphLayout {
    /// A graph with so many of the links along the ring of its numbers is best seen as that ring.
    private static final double RING_PART = 0.75;

    private GraphLayout() {}

    /// The same places for the same graph.
    static List<Point> of(Graph graph) {
        return isAlongRing(graph) ? ring(graph.nodes()) : new StressLayout(graph).places();
    }

    private static boolean isAlongRing(Graph graph) {
        long links = IntStream.range(0, graph.nodes())
                .filter(node -> graph.hasEdge(node, (node + 1) % graph.nodes()))
                .count();
        boolean closed = graph.hasEdge(graph.nodes() - 1, 0);
        return graph.nodes() > 2 && links >= RING_PART * graph.nodes() && (closed || links < graph.nodes() - 1);
    }

    /// Node 0 on top, the others clockwise.
    private static List<Point> ring(int nodes) {
        List<Point> places = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            double angle = 2 * Math.PI * node / nodes;
            places.add(new Point(StrictMath.sin(angle), -StrictMath.cos(angle)));
        }
        return places;
    }
}
