package murmur.topology;

import java.util.Optional;
import murmur.BadInput;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// Epidemic Learning without an oracle, EL-Local (de Vos et al., 2023): at every step each node chooses by itself the
/// `fanOut` nodes it sends to, all equally likely, and nobody controls how many send to it.
///
/// A choice is a function of seed, step and sender, so that a receiver knows from whom to expect a model, and a run
/// needs no time limits and repeats to the bit. Safe for any number of threads.
public final class EpidemicLocal implements Topology {
    private final int nodes;
    private final int fanOut;
    private final Seed seed;
    private final Optional<Graph> acquaintances;
    private final RecentLinks<Arrows> recent = new RecentLinks<>(this::draw);

    /// @param acquaintances whom a node may send to: its neighbours in this graph; without a graph, everybody else
    /// @throws BadInput when some node has fewer than `fanOut` nodes to choose from
    public EpidemicLocal(int nodes, int fanOut, long seed, Optional<Graph> acquaintances) {
        Graph.checkNodes(nodes);
        Graph.checkEdges((long) nodes * fanOut / 2);
        BadInput.unless(fanOut >= 1, "degree of el-local", "be at least 1", fanOut);
        this.nodes = nodes;
        this.fanOut = fanOut;
        this.seed = new Seed(seed);
        this.acquaintances = acquaintances;
        for (int node = 0; node < nodes; node++) {
            int choices = choices(node);
            if (choices < fanOut) {
                throw BadInput.must("degree of el-local", "be at most the nodes to choose from, " + choices, fanOut)
                        .cure("node " + node + " has no more; use a smaller degree, or another graph");
            }
        }
    }

    @Override
    public Arrows at(Step step) {
        return recent.at((long) step.iteration() << Integer.SIZE | step.mixing());
    }

    private Arrows draw(long step) {
        return new Arrows(nodes, node -> choose(node, step));
    }

    private int choices(int node) {
        return acquaintances.map(graph -> graph.degree(node)).orElse(nodes - 1);
    }

    private int[] choose(int node, long step) {
        int[] positions =
                sample(choices(node), seed.derive("el-local", step, node).generator());
        if (acquaintances.isPresent()) {
            int[] neighbours = acquaintances.get().neighbours(node);
            for (int k = 0; k < fanOut; k++) {
                positions[k] = neighbours[positions[k]];
            }
        } else {
            for (int k = 0; k < fanOut; k++) {
                positions[k] += positions[k] >= node ? 1 : 0;
            }
        }
        return positions;
    }

    /// `fanOut` different numbers below `population`, every set equally likely (Floyd, 1987).
    private int[] sample(int population, NumpyRandom random) {
        int[] drawn = new int[fanOut];
        for (int k = 0; k < fanOut; k++) {
            int last = population - fanOut + k;
            int candidate = random.nextInt(last + 1);
            drawn[k] = contains(drawn, k, candidate) ? last : candidate;
        }
        return drawn;
    }

    private static boolean contains(int[] drawn, int size, int candidate) {
        for (int k = 0; k < size; k++) {
            if (drawn[k] == candidate) {
                return true;
            }
        }
        return false;
    }
}
