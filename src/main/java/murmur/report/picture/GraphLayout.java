package murmur.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.topology.Graph;

/// Places for the nodes of a graph, in no unit: the picture makes them fit.
///
/// @param round whether the places are on a circle, on which edges are easier to follow when they bend inwards
record GraphLayout(List<Point> places, boolean round) {
    /// A graph with so many of the links along the ring of its numbers is best seen as that ring.
    private static final double RING_PART = 0.75;

    /// The same places for the same graph.
    static GraphLayout of(Graph graph) {
        if (isAlongRing(graph)) {
            return new GraphLayout(circle(graph.nodes()), true);
        }
        int hub = hub(graph);
        return new GraphLayout(hub >= 0 ? around(hub, graph.nodes()) : new StressLayout(graph).places(), false);
    }

    /// A mere line is not, though it has all links but one.
    private static boolean isAlongRing(Graph graph) {
        long links = IntStream.range(0, graph.nodes())
                .filter(node -> graph.hasEdge(node, (node + 1) % graph.nodes()))
                .count();
        return graph.nodes() > 2 && graph.edges() >= graph.nodes() && links >= RING_PART * graph.nodes();
    }

    /// The middle of a star; −1 when the graph is none.
    private static int hub(Graph graph) {
        return IntStream.range(0, graph.nodes())
                .filter(node -> graph.edges() == graph.nodes() - 1 && graph.degree(node) == graph.edges())
                .filter(node -> graph.nodes() > 2)
                .findFirst()
                .orElse(-1);
    }

    private static List<Point> around(int hub, int nodes) {
        List<Point> places = new ArrayList<>(circle(nodes - 1));
        places.add(hub, new Point(0, 0));
        return places;
    }

    /// The first on top, the others clockwise.
    private static List<Point> circle(int nodes) {
        return IntStream.range(0, nodes)
                .mapToDouble(node -> 2 * Math.PI * node / nodes)
                .mapToObj(angle -> new Point(StrictMath.sin(angle), -StrictMath.cos(angle)))
                .toList();
    }
}
