package murmur.topology;

import java.util.Arrays;
import java.util.OptionalInt;

/// Numbers of edges on the shortest ways between nodes, by breadth-first search.
public final class Distances {
    /// In place of a distance between nodes that no way connects.
    public static final int UNREACHABLE = -1;

    /// Edges looked at while measuring a diameter: some ten seconds.
    private static final long MOST_EDGES = 5_000_000_000L;

    private final Graph graph;
    private final int[] distances;
    private final int[] queue;
    private long edgesSeen;

    private Distances(Graph graph) {
        this.graph = graph;
        distances = new int[graph.nodes()];
        queue = new int[graph.nodes()];
    }

    /// The distance of every node from `start`.
    public static int[] from(Graph graph, int start) {
        Distances search = new Distances(graph);
        search.spread(start);
        return search.distances;
    }

    /// The largest distance of all; empty when the graph is not connected, or so large that looking from every node
    /// would take more than seconds.
    public static OptionalInt diameter(Graph graph) {
        Distances search = new Distances(graph);
        int diameter = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int reached = search.spread(node);
            if (reached < graph.nodes() || search.edgesSeen > MOST_EDGES) {
                return OptionalInt.empty();
            }
            diameter = Math.max(diameter, search.distances[search.queue[reached - 1]]);
        }
        return OptionalInt.of(diameter);
    }

    /// Fills in the distances and returns how many nodes were reached, the last in the queue being the farthest.
    private int spread(int start) {
        Arrays.fill(distances, UNREACHABLE);
        distances[start] = 0;
        queue[0] = start;
        int end = 1;
        for (int next = 0; next < end && end < queue.length; next++) {
            int node = queue[next];
            int degree = graph.degree(node);
            edgesSeen += degree;
            for (int k = 0; k < degree; k++) {
                int neighbour = graph.neighbour(node, k);
                if (distances[neighbour] == UNREACHABLE) {
                    distances[neighbour] = distances[node] + 1;
                    queue[end++] = neighbour;
                }
            }
        }
        return end;
    }
}
