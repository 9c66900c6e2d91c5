package murmur.topology;

import java.util.LinkedHashMap;
import murmur.BadInput;

/// A new random regular graph for every iteration, or for every mixing step: the dynamic topologies of the reference
/// system, with its graphs ([ReferenceRegular]). Safe for any number of threads.
public final class DynamicRegular implements Topology {
    /// Nodes far apart on the network may be several steps apart in time. A forgotten graph is drawn again, so this
    /// bounds
    /// memory and changes no result.
    private static final int GRAPHS_KEPT = 16;

    private static final long SEED_STRIDE = 100_000;
    private static final long ITERATION_STRIDE = 10_000_000;

    /// Keeps the seeds of all graphs within a long.
    private static final long SEED_LIMIT = 1L << 40;

    private final int nodes;
    private final ReferenceRegular family;
    private final long seed;
    private final boolean everyMixingStep;
    private final LinkedHashMap<Long, Graph> recent = new LinkedHashMap<>();

    /// @throws BadInput when no such graph exists
    public DynamicRegular(int nodes, int degree, long seed, boolean everyMixingStep) {
        StegerWormald.checkRegular(nodes, degree);
        BadInput.unless(
                seed > -SEED_LIMIT && seed < SEED_LIMIT,
                "seed of a dynamic topology",
                "be smaller than " + SEED_LIMIT + " in size",
                seed);
        this.nodes = nodes;
        this.family = new ReferenceRegular(degree);
        this.seed = seed;
        this.everyMixingStep = everyMixingStep;
    }

    @Override
    public Graph at(Step step) {
        long graphSeed = seedOf(step);
        synchronized (recent) {
            Graph known = recent.get(graphSeed);
            return known != null ? known : draw(graphSeed);
        }
    }

    private Graph draw(long graphSeed) {
        Graph graph = family.generate(nodes, graphSeed);
        if (recent.size() == GRAPHS_KEPT) {
            recent.pollFirstEntry();
        }
        recent.put(graphSeed, graph);
        return graph;
    }

    private long seedOf(Step step) {
        return everyMixingStep
                ? seed * SEED_STRIDE + step.iteration() * ITERATION_STRIDE + step.mixing()
                : seed * SEED_STRIDE + step.iteration();
    }
}
