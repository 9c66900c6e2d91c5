package murmur.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import murmur.node.Evaluation;
import murmur.node.NodeEvent.IterationEnded;
import murmur.node.Traffic;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One node's `<rank>_results.json`: the reference's columns, each a map from iteration number to value.
///
/// The file is replaced whole, since columns grow in its middle, and never read. It is replaced when a node was
/// evaluated and the file has grown by a tenth, so that all writing together stays proportional to the final
/// size; `metrics.csv` has the evaluations in between.
final class NodeResults {
    private static final JsonMapper JSON = JsonMapper.builder()
            // As Python writes and reads it.
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final int ALWAYS_REWRITTEN = 400;

    private final Path file;
    private final List<IterationEnded> evaluated = new ArrayList<>();
    private Counter dataBytes = new Counter();
    private Counter metaBytes = new Counter();
    private Counter mixingSteps = new Counter();
    private int written;

    NodeResults(Path file) {
        this.file = file;
    }

    /// A cumulative number after each iteration.
    private static final class Counter {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }

    synchronized void add(IterationEnded event) {
        dataBytes.add(event.traffic().dataBytes());
        metaBytes.add(event.traffic().metaBytes());
        mixingSteps.add(event.mixingSteps());
        if (!event.evaluation().isEmpty()) {
            evaluated.add(event.withoutClasses());
            if (dataBytes.size <= ALWAYS_REWRITTEN || dataBytes.size > written * 1.1) {
                write();
            }
        }
    }

    synchronized void write() {
        if (dataBytes.size == written) {
            return;
        }
        ResultFolder.replace(file, bytes());
        written = dataBytes.size;
    }

    /// What the file holds when it is written now.
    synchronized byte[] bytes() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("train_loss", evaluations(Evaluation::trainLoss));
        columns.put("test_loss", evaluations(Evaluation::testLoss));
        columns.put("test_acc", evaluations(Evaluation::testAccuracyPercent));
        if (evaluated.stream().anyMatch(event -> event.evaluation().validation().isPresent())) {
            columns.put("validation_loss", evaluations(Evaluation::validationLoss));
            columns.put("validation_acc", evaluations(Evaluation::validationAccuracyPercent));
        }
        columns.put("total_bytes", counted(i -> dataBytes.values[i] + metaBytes.values[i]));
        columns.put("total_meta", counted(i -> metaBytes.values[i]));
        columns.put("total_data_per_n", counted(i -> dataBytes.values[i]));
        columns.put("communication_round", counted(i -> mixingSteps.values[i]));
        return JSON.writeValueAsBytes(columns);
    }

    /// Goes back to what [#bytes] gave.
    synchronized void restore(byte[] content) {
        JsonNode columns = JSON.readTree(content);
        int iterations = columns.get("total_meta").size();
        for (int i = 0; i < iterations; i++) {
            String key = Integer.toString(i + 1);
            dataBytes.add(columns.get("total_data_per_n").get(key).longValue());
            metaBytes.add(columns.get("total_meta").get(key).longValue());
            mixingSteps.add(columns.get("communication_round").get(key).longValue());
            Evaluation evaluation = evaluation(columns, key);
            if (!evaluation.isEmpty()) {
                evaluated.add(new IterationEnded(0, i, 0, new Traffic(0, 0), evaluation));
            }
        }
    }

    private static Evaluation evaluation(JsonNode columns, String key) {
        OptionalDouble trainLoss = number(columns, "train_loss", key);
        return new Evaluation(trainLoss, figures(columns, "test", key), figures(columns, "validation", key));
    }

    private static Optional<Evaluation.Figures> figures(JsonNode columns, String set, String key) {
        OptionalDouble loss = number(columns, set + "_loss", key);
        OptionalDouble accuracy = number(columns, set + "_acc", key);
        return loss.isPresent()
                ? Optional.of(new Evaluation.Figures(loss.getAsDouble(), accuracy.orElse(Double.NaN), List.of()))
                : Optional.empty();
    }

    private static OptionalDouble number(JsonNode columns, String name, String key) {
        JsonNode value = columns.path(name).path(key);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private Map<String, Double> evaluations(Function<Evaluation, OptionalDouble> figure) {
        Map<String, Double> column = new LinkedHashMap<>();
        for (IterationEnded event : evaluated) {
            figure.apply(event.evaluation())
                    .ifPresent(value -> column.put(Integer.toString(event.iteration() + 1), value));
        }
        return column;
    }

    private Map<String, Long> counted(ToLongFunction<Integer> value) {
        Map<String, Long> column = new LinkedHashMap<>();
        for (int i = 0; i < dataBytes.size; i++) {
            column.put(Integer.toString(i + 1), value.applyAsLong(i));
        }
        return column;
    }
}
