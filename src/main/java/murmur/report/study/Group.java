package murmur.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Runs of one experiment that differ in their seed only: nodes of all of them are summed up together.
///
/// @param label what tells the group from the others of a study
public record Group(String label, Attributes attributes, List<RunResults> runs) {
    public Group {
        runs = List.copyOf(runs);
    }

    /// A quantity of all nodes by iteration, in ascending order; iterations at which no node has it are left out.
    public SequencedMap<Integer, Summary> measured(ToDoubleFunction<Measurement> quantity) {
        TreeMap<Integer, List<Measurement>> byIteration = runs.stream()
                .flatMap(run -> run.measurements().stream())
                .filter(each -> !Double.isNaN(quantity.applyAsDouble(each)))
                .collect(Collectors.groupingBy(Measurement::iteration, TreeMap::new, Collectors.toList()));
        SequencedMap<Integer, Summary> summaries = new LinkedHashMap<>();
        byIteration.forEach((iteration, values) ->
                summaries.put(iteration, Summary.of(values.stream().mapToDouble(quantity))));
        return summaries;
    }

    /// A figure of an attack on all nodes by iteration, in ascending order.
    public SequencedMap<Integer, Summary> attacked(String attack, String metric) {
        TreeMap<Integer, List<AttackRow>> byIteration = runs.stream()
                .flatMap(run -> run.attacks().stream())
                .filter(row -> row.attack().equals(attack) && row.metric().equals(metric))
                .filter(row -> !Double.isNaN(row.value()))
                .collect(Collectors.groupingBy(AttackRow::iteration, TreeMap::new, Collectors.toList()));
        SequencedMap<Integer, Summary> summaries = new LinkedHashMap<>();
        byIteration.forEach((iteration, rows) ->
                summaries.put(iteration, Summary.of(rows.stream().mapToDouble(AttackRow::value))));
        return summaries;
    }

    /// The last iteration at which some quantity was measured, with it.
    public static Optional<Summary> last(SequencedMap<Integer, Summary> summaries) {
        return summaries.isEmpty()
                ? Optional.empty()
                : Optional.of(summaries.lastEntry().getValue());
    }

    /// Bytes that all nodes of a run together had sent, on average over runs, when the mean test accuracy of the group
    /// first was `percent` or more; empty when it never was.
    public Optional<Double> bytesToReach(double percent) {
        SequencedMap<Integer, Summary> bytes = measured(Measurement::bytes);
        return measured(Measurement::testAccuracy).entrySet().stream()
                .filter(entry -> entry.getValue().mean() >= percent)
                .findFirst()
                .flatMap(entry -> Optional.ofNullable(bytes.get(entry.getKey())))
                .map(summary -> summary.sum() / runs.size());
    }
}
