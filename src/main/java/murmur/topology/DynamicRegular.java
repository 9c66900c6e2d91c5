package murmur.topology;

import murmur.BadInput;

/// A new random regular graph for every iteration, or for every mixing step: the dynamic topologies of the reference
/// system, with its graphs ([ReferenceRegular]). Safe for any number of threads.
public final class DynamicRegular implements Topology {
    private static final long SEED_STRIDE = 100_000;
    private static final long ITERATION_STRIDE = 10_000_000;

    /// Keeps the seeds of all graphs within a long.
    private static final long SEED_LIMIT = 1L << 40;

    private final long seed;
    private final boolean everyMixingStep;
    private final RecentLinks<Graph> recent;

    /// @throws BadInput when no such graph exists
    public DynamicRegular(int nodes, int degree, long seed, boolean everyMixingStep) {
        StegerWormald.checkRegular(nodes, degree);
        BadInput.unless(
                seed > -SEED_LIMIT && seed < SEED_LIMIT,
                "seed of a dynamic topology",
                "be smaller than " + SEED_LIMIT + " in size",
                seed);
        ReferenceRegular family = new ReferenceRegular(degree);
        recent = new RecentLinks<>(graphSeed -> family.generate(nodes, graphSeed));
        this.seed = seed;
        this.everyMixingStep = everyMixingStep;
    }

    @Override
    public Graph at(Step step) {
        return recent.at(seedOf(step));
    }

    private long seedOf(Step step) {
        return everyMixingStep
                ? seed * SEED_STRIDE + step.iteration() * ITERATION_STRIDE + step.mixing()
                : seed * SEED_STRIDE + step.iteration();
    }
}
