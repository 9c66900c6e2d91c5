package murmur.topology;

import java.util.Arrays;
import java.util.stream.IntStream;
import murmur.BadInput;

/// A graph in the making. The order in which edges are given decides the order of neighbours; an edge given again
/// changes nothing.
public final class GraphBuilder {
    private final int nodes;
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int size;

    GraphBuilder(int nodes) {
        Graph.checkNodes(nodes);
        this.nodes = nodes;
    }

    /// Makes `a` and `b` neighbours of each other.
    public GraphBuilder edge(int a, int b) {
        return arc(a, b).arc(b, a);
    }

    /// Makes `neighbour` a neighbour of `node`; the other direction must be given as well before [#build].
    public GraphBuilder arc(int node, int neighbour) {
        checkEnd(node);
        checkEnd(neighbour);
        BadInput.unless(node != neighbour, "the two ends of an edge", "differ", node + " and " + neighbour);
        if (size == from.length) {
            Graph.checkEdges(size / 2 + 1L);
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        from[size] = node;
        to[size] = neighbour;
        size++;
        return this;
    }

    private void checkEnd(int node) {
        BadInput.unless(node >= 0 && node < nodes, "node number", "be 0 … " + (nodes - 1), node);
    }

    /// @throws BadInput when some edge was given in one direction only
    public Graph build() {
        int[] given = rowEnds(from);
        int[] inserted = fillRows(given, from, to);
        int[] offsets = new int[nodes + 1];
        int[] listed = new int[size];
        int[] neighbours = new int[size];
        for (int node = 0; node < nodes; node++) {
            int[] atSampler = HashSetOrder.after(Arrays.copyOfRange(inserted, given[node], given[node + 1]));
            int[] atNode = HashSetOrder.after(atSampler);
            System.arraycopy(atSampler, 0, listed, offsets[node], atSampler.length);
            System.arraycopy(atNode, 0, neighbours, offsets[node], atNode.length);
            offsets[node + 1] = offsets[node] + atNode.length;
        }
        int total = offsets[nodes];
        Graph graph = new Graph(offsets, Arrays.copyOf(neighbours, total), Arrays.copyOf(listed, total));
        checkSymmetry(graph);
        return graph;
    }

    /// Where rows start and end when position `k` of `rows` says which row entry `k` belongs to.
    private int[] rowEnds(int[] rows) {
        int[] ends = new int[nodes + 1];
        for (int k = 0; k < size; k++) {
            ends[rows[k] + 1]++;
        }
        for (int row = 0; row < nodes; row++) {
            ends[row + 1] += ends[row];
        }
        return ends;
    }

    private int[] fillRows(int[] ends, int[] rows, int[] values) {
        int[] next = Arrays.copyOf(ends, nodes);
        int[] filled = new int[size];
        for (int k = 0; k < size; k++) {
            filled[next[rows[k]]++] = values[k];
        }
        return filled;
    }

    /// Each row of neighbours must hold the same nodes as the row of those that name it.
    private void checkSymmetry(Graph graph) {
        int[] ends = rowEnds(to);
        int[] naming = fillRows(ends, to, from);
        for (int node = 0; node < nodes; node++) {
            int[] mine = Arrays.stream(graph.neighbours(node)).sorted().toArray();
            int[] theirs = Arrays.stream(naming, ends[node], ends[node + 1])
                    .sorted()
                    .distinct()
                    .toArray();
            if (!Arrays.equals(mine, theirs)) {
                throw oneSided(graph, node, theirs);
            }
        }
    }

    private static BadInput oneSided(Graph graph, int node, int[] naming) {
        int other = IntStream.concat(Arrays.stream(naming), Arrays.stream(graph.neighbours(node)))
                .filter(candidate -> graph.hasEdge(candidate, node) != graph.hasEdge(node, candidate))
                .findFirst()
                .orElseThrow();
        boolean outgoing = graph.hasEdge(node, other);
        return BadInput.must(
                        "edge " + (outgoing ? node + " → " + other : other + " → " + node),
                        "be given in the other direction too",
                        "given in one only")
                .cure("graphs are undirected in this version");
    }
}
