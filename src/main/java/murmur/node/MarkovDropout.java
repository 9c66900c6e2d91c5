package murmur.node;

import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import murmur.BadInput;
import murmur.random.PythonRandom;

/// Nodes drop out at random, each on its own: with probability `rate`, and, when it was absent in the iteration before,
/// with probability rate + correlation · (1 − rate).
///
/// So a node that is out tends to stay out: it is absent in the fraction rate / (1 − correlation · (1 − rate))
/// of all iterations, and being absent has the correlation correlation · (1 − rate) with being absent an
/// iteration earlier. The reference does the opposite, by mistake: there it is the nodes that took part which
/// drop out more often (`AFTER_PRESENCE`; the correlation is then −correlation · (1 − rate)).
///
/// @param rate of dropping out, in [0, 1)
/// @param correlation in [0, 1]
/// @param seed of the experiment; a node draws from Python's generator seeded with seed · 125 + uid, as the reference
public record MarkovDropout(double rate, double correlation, Raised raised, long seed) implements Participation {
    private static final int SEED_STRIDE = 125;

    /// After what a node drops out with the higher probability.
    public enum Raised {
        AFTER_ABSENCE,
        AFTER_PRESENCE
    }

    public MarkovDropout {
        BadInput.unless(rate >= 0 && rate < 1, "dropout_rate", "be at least 0 and below 1", rate);
        BadInput.unless(correlation >= 0 && correlation <= 1, "dropout_correlation", "be 0 … 1", correlation);
    }

    @Override
    public Attendance over(int iterations) {
        ConcurrentHashMap<Integer, BitSet> absences = new ConcurrentHashMap<>();
        return (node, iteration) ->
                !absences.computeIfAbsent(node, id -> absences(id, iterations)).get(iteration);
    }

    private BitSet absences(int node, int iterations) {
        PythonRandom random = new PythonRandom(Math.addExact(Math.multiplyExact(seed, SEED_STRIDE), node));
        BitSet absences = new BitSet(iterations);
        boolean after = false;
        for (int iteration = 0; iteration < iterations; iteration++) {
            double probability = after ? rate + correlation * (1 - rate) : rate;
            boolean absent = random.random() < probability;
            absences.set(iteration, absent);
            after = absent == (raised == Raised.AFTER_ABSENCE);
        }
        return absences;
    }
}
