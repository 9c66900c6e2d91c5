package murmur.topology;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// An undirected graph without self loops on the nodes `0 … nodes − 1`. Immutable.
///
/// The neighbours of a node have an order, and it matters: noise vectors are dealt out and models are summed in
/// it. It is the order the reference system has at a node: that of a CPython set filled with the neighbours as
/// the sampler's set iterates, which in turn was filled in the order in which the edges were given
/// ([HashSetOrder]).
public final class Graph implements Links {
    /// Neighbours are listed in 4-byte ints, twice: at this limit one graph takes 1 GiB.
    static final int MOST_NEIGHBOURS = 1 << 27;

    /// Far beyond any network anyone trained on; a larger number is a slip of the pen.
    static final int MOST_NODES = 1 << 24;

    private final int[] offsets;
    private final int[] neighbours;
    private final int[] listed;

    /// Rows one after the other: row `v` is at positions `offsets[v] … offsets[v + 1] − 1` of both lists.
    Graph(int[] offsets, int[] neighbours, int[] listed) {
        this.offsets = offsets;
        this.neighbours = neighbours;
        this.listed = listed;
    }

    /// Throws unless a graph can have that many nodes.
    static void checkNodes(long nodes) {
        BadInput.unless(nodes >= 1 && nodes <= MOST_NODES, "number of nodes", "be 1 … " + MOST_NODES, nodes);
    }

    /// Throws unless a graph can have that many edges.
    static void checkEdges(long edges) {
        BadInput.unless(edges <= MOST_NEIGHBOURS / 2, "number of edges", "be at most " + MOST_NEIGHBOURS / 2, edges);
    }

    /// Starts a graph without edges.
    public static GraphBuilder builder(int nodes) {
        return new GraphBuilder(nodes);
    }

    @Override
    public int nodes() {
        return offsets.length - 1;
    }

    /// The number of undirected edges.
    public int edges() {
        return neighbours.length / 2;
    }

    public int degree(int node) {
        return offsets[node + 1] - offsets[node];
    }

    /// The neighbours of `node` in their order; the caller may keep and change the array.
    public int[] neighbours(int node) {
        return Arrays.copyOfRange(neighbours, offsets[node], offsets[node + 1]);
    }

    /// The neighbour of `node` at `place` (from 0) of their order.
    int neighbour(int node, int place) {
        return neighbours[offsets[node] + place];
    }

    /// The neighbours of `node`.
    @Override
    public int[] receivers(int node) {
        return neighbours(node);
    }

    /// The neighbours of `node`.
    @Override
    public int[] senders(int node) {
        return neighbours(node);
    }

    @Override
    public int receiverCount(int node) {
        return degree(node);
    }

    @Override
    public int senderCount(int node) {
        return degree(node);
    }

    /// The neighbours of `node` in the order of the sampler's set, before it is sent to the node: what graph
    /// files list.
    int[] listed(int node) {
        return Arrays.copyOfRange(listed, offsets[node], offsets[node + 1]);
    }

    /// False as well when one of the two is no node of this graph.
    public boolean hasEdge(int a, int b) {
        if (a < 0 || a >= nodes()) {
            return false;
        }
        for (int k = offsets[a]; k < offsets[a + 1]; k++) {
            if (neighbours[k] == b) {
                return true;
            }
        }
        return false;
    }

    /// Whether all nodes have the same degree.
    public boolean regular() {
        return IntStream.range(1, nodes()).allMatch(node -> degree(node) == degree(0));
    }

    /// Whether every node can be reached from every other.
    public boolean connected() {
        return components() == 1;
    }

    /// The number of connected components; isolated nodes count.
    public int components() {
        return new Components(this).count();
    }

    /// How many nodes have each degree, smallest degree first.
    public SortedMap<Integer, Integer> degrees() {
        SortedMap<Integer, Integer> degrees = new TreeMap<>();
        for (int node = 0; node < nodes(); node++) {
            degrees.merge(degree(node), 1, Integer::sum);
        }
        return degrees;
    }

    /// How the graph falls apart, for a warning: `3 components, the smallest has nodes [4, 7]`.
    public String describeComponents() {
        return new Components(this).toString();
    }

    /// Whether `other` has the same edges and lists the neighbours of every node in the same order.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Graph graph
                && Arrays.equals(offsets, graph.offsets)
                && Arrays.equals(neighbours, graph.neighbours);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(neighbours);
    }

    @Override
    public String toString() {
        return "graph of " + nodes() + " nodes and " + edges() + " edges";
    }
}
