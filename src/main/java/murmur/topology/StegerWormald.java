package murmur.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.PythonRandom;

/// Draws random regular graphs by pairing stubs (A. Steger and N. Wormald, *Generating random regular graphs quickly*,
/// Combinatorics, Probability and Computing 8, 1999), with the very draws, the order of edges and the quirk of the
/// reference system's graph library.
final class StegerWormald {
    /// A draw is given up after shuffling this many stubs in vain, some 20 seconds of work, and after
    /// [#FEWEST_ATTEMPTS]. Degrees up to half the number of nodes need a few dozen attempts; degree 80 of 96
    /// nodes needs five hundred, a fiftieth of this.
    private static final long MOST_STUBS = 1L << 28;

    private static final int FEWEST_ATTEMPTS = 100;

    private final int nodes;
    private final int degree;
    private final PythonRandom random;
    private long shuffled;

    StegerWormald(int nodes, int degree, PythonRandom random) {
        checkRegular(nodes, degree);
        this.nodes = nodes;
        this.degree = degree;
        this.random = random;
    }

    /// Throws unless a graph of `nodes` nodes can have `degree` neighbours at each.
    static void checkRegular(int nodes, int degree) {
        Graph.checkNodes(nodes);
        if (degree < 0 || degree >= nodes) {
            throw BadInput.must("degree of a regular graph of " + nodes + " nodes", "be 0 … " + (nodes - 1), degree)
                    .cure("a node can have every other node as a neighbour once");
        }
        Graph.checkEdges((long) nodes * degree / 2);
        if ((long) nodes * degree % 2 != 0) {
            throw BadInput.must(
                            "nodes × degree of a regular graph",
                            "be even, as every edge has two ends",
                            nodes + " × " + degree)
                    .cure("use an even degree, or an even number of nodes");
        }
    }

    /// The next graph; not always connected.
    GraphBuilder draw() {
        GraphBuilder graph = Graph.builder(nodes);
        if (degree == 0) {
            return graph;
        }
        for (long edge : nextEdges().values()) {
            graph.edge(HashSetOrder.first(edge), HashSetOrder.second(edge));
        }
        return graph;
    }

    private HashSetOrder nextEdges() {
        long limit = shuffled + Math.max(MOST_STUBS, (long) FEWEST_ATTEMPTS * nodes * degree);
        int attempts = 0;
        while (shuffled < limit) {
            HashSetOrder edges = HashSetOrder.ofPairs();
            if (paired(edges, limit)) {
                return edges;
            }
            attempts++;
        }
        throw new BadInput("no random regular graph of " + nodes + " nodes and degree " + degree + " was found in "
                + attempts + " attempts; use a smaller degree, or complete");
    }

    /// Pairs stubs, `degree` of each node, until none is left (true) or no two of those left may be paired (false).
    private boolean paired(HashSetOrder edges, long limit) {
        int[] stubs = allStubs();
        while (stubs.length > 0 && shuffled < limit) {
            random.shuffle(stubs);
            shuffled += stubs.length;
            Map<Integer, Integer> left = pairUp(stubs, edges);
            if (!left.isEmpty() && !pairable(left.keySet(), edges)) {
                return false;
            }
            stubs = left.entrySet().stream()
                    .flatMapToInt(entry -> IntStream.range(0, entry.getValue()).map(k -> entry.getKey()))
                    .toArray();
        }
        return stubs.length == 0;
    }

    private int[] allStubs() {
        int[] stubs = new int[nodes * degree];
        for (int k = 0; k < stubs.length; k++) {
            stubs[k] = k % nodes;
        }
        return stubs;
    }

    /// Turns stubs next to each other into edges, and counts the stubs of those that cannot be one, first seen first.
    private static Map<Integer, Integer> pairUp(int[] stubs, HashSetOrder edges) {
        Map<Integer, Integer> left = new LinkedHashMap<>();
        for (int k = 0; k < stubs.length; k += 2) {
            int lower = Math.min(stubs[k], stubs[k + 1]);
            int higher = Math.max(stubs[k], stubs[k + 1]);
            if (lower == higher || !edges.add(HashSetOrder.pair(lower, higher))) {
                left.merge(lower, 1, Integer::sum);
                left.merge(higher, 1, Integer::sum);
            }
        }
        return left;
    }

    private static boolean pairable(Set<Integer> left, HashSetOrder edges) {
        return left.stream().anyMatch(node -> pairable(node, left, edges));
    }

    /// The quirk: once a smaller node was met, the search goes on with that node in place of the one it began
    /// with. So some pairs are never looked at, and some draws are given up that could have been saved.
    private static boolean pairable(int node, Set<Integer> left, HashSetOrder edges) {
        int lower = node;
        for (int other : left) {
            if (other == lower) {
                return false;
            }
            int higher = Math.max(lower, other);
            lower = Math.min(lower, other);
            if (!edges.contains(HashSetOrder.pair(lower, higher))) {
                return true;
            }
        }
        return false;
    }
}
