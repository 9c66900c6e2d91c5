package murmur.node;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;

/// Nodes are absent as recorded; those of which nothing is recorded take part always.
///
/// @param periods in any order; they may overlap
public record Absences(List<Period> periods) implements Participation {
    public Absences {
        periods = List.copyOf(periods);
    }

    /// One node is absent from one iteration to another, both included and counted from 1 as in results.
    public record Period(int node, int from, int to) {
        public Period {
            BadInput.unless(node >= 0, "node", "be at least 0", node);
            BadInput.unless(from >= 1, "from", "be at least 1", from);
            BadInput.unless(to >= from, "to", "be at least from = " + from, to);
        }
    }

    @Override
    public Attendance over(int iterations) {
        Map<Integer, BitSet> absent = new HashMap<>();
        for (Period period : periods) {
            if (period.from() <= iterations) {
                absent.computeIfAbsent(period.node(), node -> new BitSet())
                        .set(period.from() - 1, Math.min(period.to(), iterations));
            }
        }
        return (node, iteration) -> {
            BitSet its = absent.get(node);
            return its == null || !its.get(iteration);
        };
    }

    @Override
    public String toString() {
        return "Absences[" + periods.size() + " periods]";
    }
}
