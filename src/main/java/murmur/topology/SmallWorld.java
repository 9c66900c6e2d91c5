package murmur.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import murmur.BadInput;
import murmur.random.PythonRandom;

/// A ring on which every node is linked to the `eachSide` nearest nodes before it and as many after it, and
/// whose edges are then rewired with probability `rewiring`: one end stays, the other goes to any node not
/// linked to it yet (D. J. Watts and S. H. Strogatz, *Collective dynamics of small-world networks*, Nature 393,
/// 1998).
///
/// There are always nodes × eachSide edges. The graph is given as drawn, and may fall apart when most of it is rewired.
public record SmallWorld(int eachSide, double rewiring) implements Generator {
    public SmallWorld {
        BadInput.unless(eachSide >= 1, "neighbours on each side of a small world", "be at least 1", eachSide);
        BadInput.unless(rewiring >= 0 && rewiring <= 1, "probability of rewiring", "be 0 … 1", rewiring);
    }

    @Override
    public Graph generate(int nodes, long seed) {
        Graph.checkNodes(nodes);
        Graph.checkEdges((long) nodes * eachSide);
        if (nodes <= 2L * eachSide) {
            throw BadInput.must("nodes of a small world", "be more than twice " + eachSide, nodes)
                    .cure("link fewer nodes on each side, or use complete");
        }
        List<TreeSet<Integer>> links = lattice(nodes);
        PythonRandom random = new PythonRandom(seed);
        for (int distance = 1; distance <= eachSide; distance++) {
            for (int node = 0; node < nodes; node++) {
                if (random.random() < rewiring && links.get(node).size() < nodes - 1) {
                    rewire(links, node, (node + distance) % nodes, random);
                }
            }
        }
        return graph(links);
    }

    private List<TreeSet<Integer>> lattice(int nodes) {
        List<TreeSet<Integer>> links = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            links.add(new TreeSet<>());
            for (int distance = 1; distance <= eachSide; distance++) {
                links.get(node).add((node + distance) % nodes);
                links.get(node).add((node + nodes - distance) % nodes);
            }
        }
        return links;
    }

    private static void rewire(List<TreeSet<Integer>> links, int node, int old, PythonRandom random) {
        TreeSet<Integer> taken = new TreeSet<>(links.get(node));
        taken.add(node);
        int chosen = random.below(links.size() - taken.size());
        for (int other : taken) {
            if (chosen >= other) {
                chosen++;
            }
        }
        links.get(node).remove(old);
        links.get(old).remove(node);
        links.get(node).add(chosen);
        links.get(chosen).add(node);
    }

    private static Graph graph(List<TreeSet<Integer>> links) {
        GraphBuilder graph = Graph.builder(links.size());
        for (int node = 0; node < links.size(); node++) {
            for (int neighbour : links.get(node).tailSet(node)) {
                graph.edge(node, neighbour);
            }
        }
        return graph.build();
    }
}
