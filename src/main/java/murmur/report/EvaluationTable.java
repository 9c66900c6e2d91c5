package murmur.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import murmur.node.Evaluation;
import murmur.node.NodeEvent;
import murmur.node.NodeEvent.IterationEnded;

/// The evaluations of a run, each as one row over all nodes. Means are taken in the order of the nodes.
public final class EvaluationTable implements NodeEvent.Observer {
    private final int nodes;
    private final TreeMap<Integer, Map<Integer, IterationEnded>> waiting = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();

    public EvaluationTable(int nodes) {
        this.nodes = nodes;
    }

    /// One evaluation of all nodes.
    ///
    /// @param iteration from 1
    /// @param trainLoss mean over the nodes; absent when it was not due, as the following
    /// @param meanBytes what a node has sent so far, on average
    public record Row(
            int iteration,
            OptionalDouble trainLoss,
            OptionalDouble testLoss,
            Spread accuracyPercent,
            double meanBytes) {}

    /// A figure over all nodes.
    public record Spread(OptionalDouble mean, OptionalDouble lowest, OptionalDouble highest) {}

    @Override
    public synchronized void on(NodeEvent event) {
        if (event instanceof IterationEnded ended && !ended.evaluation().isEmpty()) {
            Map<Integer, IterationEnded> row = waiting.computeIfAbsent(ended.iteration(), key -> new TreeMap<>());
            row.put(ended.node(), ended);
            if (row.size() == nodes) {
                waiting.remove(ended.iteration());
                rows.add(row(ended.iteration() + 1, row.values()));
            }
        }
    }

    /// Of how many nodes.
    public int nodes() {
        return nodes;
    }

    /// The evaluations all nodes have finished, in the order of the iterations.
    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    public synchronized Optional<Row> last() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast());
    }

    private static Row row(int iteration, Collection<IterationEnded> ended) {
        Collection<Evaluation> evaluations =
                ended.stream().map(IterationEnded::evaluation).toList();
        List<Double> accuracies = present(evaluations, Evaluation::testAccuracyPercent);
        Spread accuracy = new Spread(
                mean(accuracies),
                accuracies.stream().mapToDouble(Double::doubleValue).min(),
                accuracies.stream().mapToDouble(Double::doubleValue).max());
        return new Row(
                iteration,
                mean(present(evaluations, Evaluation::trainLoss)),
                mean(present(evaluations, Evaluation::testLoss)),
                accuracy,
                ended.stream()
                        .mapToLong(end -> end.traffic().totalBytes())
                        .average()
                        .orElse(0));
    }

    private static List<Double> present(Collection<Evaluation> all, Function<Evaluation, OptionalDouble> figure) {
        return all.stream()
                .map(figure)
                .flatMapToDouble(
                        value -> value.isPresent() ? DoubleStream.of(value.getAsDouble()) : DoubleStream.empty())
                .boxed()
                .toList();
    }

    private static OptionalDouble mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average();
    }
}
