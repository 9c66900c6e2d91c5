package murmur.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.Unwritten;
import murmur.node.Evaluation;
import murmur.node.NodeEvent.IterationEnded;
import org.jspecify.annotations.Nullable;

/// `metrics.csv`: one row per node and evaluation, by iteration and node. Rows of an iteration are appended
/// once all nodes have finished it, so that their order does not depend on who was first, and all in one piece,
/// so that a killed run leaves whole lines.
public final class MetricsCsv implements AutoCloseable {
    private static final String HEADER = "iteration,node,train_loss,test_loss,test_acc,"
            + "total_bytes,total_meta,total_data_per_n,communication_round";

    private final int nodes;
    private final Columns columns;
    private final MeanNoises noises;
    private final Path path;
    private @Nullable OutputStream file;
    private final TreeMap<Integer, Map<Integer, IterationEnded>> waiting = new TreeMap<>();

    /// Which columns there are besides those of every run.
    ///
    /// @param validated whether nodes are validated
    /// @param classes how many classes have an accuracy each; 0 if none
    record Columns(boolean validated, int classes) {
        static final Columns NONE = new Columns(false, 0);

        private String header() {
            return (validated ? ",validation_loss,validation_acc" : "")
                    + IntStream.range(0, classes)
                            .mapToObj(label -> ",test_acc_" + label)
                            .collect(Collectors.joining());
        }

        private String of(Evaluation evaluation) {
            String validation = validated
                    ? "," + text(evaluation.validationLoss()) + "," + text(evaluation.validationAccuracyPercent())
                    : "";
            List<Double> shares = evaluation
                    .test()
                    .map(Evaluation.Figures::classAccuracyPercent)
                    .orElse(List.of());
            return validation
                    + IntStream.range(0, classes)
                            .mapToObj(label -> "," + (label < shares.size() ? rounded(shares.get(label)) : ""))
                            .collect(Collectors.joining());
        }

        /// To hundredths, which keeps tables of many classes small.
        private static String rounded(double percent) {
            return Double.isNaN(percent) ? "" : Double.toString(Math.round(100 * percent) / 100.0);
        }
    }

    /// @param noises what is left of the noise in the mean of all models, for the last column
    MetricsCsv(Path path, int nodes, Columns columns, MeanNoises noises) {
        this.nodes = nodes;
        this.columns = columns;
        this.noises = noises;
        this.path = path;
    }

    /// Makes the file. What an earlier run has left stays until it is known where this one goes on.
    synchronized void begin() throws IOException {
        if (!Files.exists(path)) {
            file = opened();
        }
    }

    private OutputStream opened() throws IOException {
        OutputStream opened = Files.newOutputStream(path);
        opened.write(header().getBytes(StandardCharsets.US_ASCII));
        return opened;
    }

    private String header() {
        return HEADER + columns.header() + noises.header() + "\n";
    }

    /// Starts the file with the rows of an earlier run, which must be told before any other.
    synchronized void resume(Stream<String> rows) throws IOException {
        close();
        String past = rows.map(row -> row + "\n").collect(Collectors.joining());
        ResultFolder.replace(path, (header() + past).getBytes(StandardCharsets.US_ASCII));
        file = Files.newOutputStream(path, StandardOpenOption.APPEND);
    }

    public synchronized void add(IterationEnded event) {
        if (event.evaluation().isEmpty()) {
            return;
        }
        Map<Integer, IterationEnded> rows = waiting.computeIfAbsent(event.iteration(), iteration -> new TreeMap<>());
        rows.put(event.node(), event);
        if (rows.size() == nodes) {
            waiting.remove(event.iteration());
            write(rows);
        }
    }

    private void write(Map<Integer, IterationEnded> rows) {
        try {
            String noise = noises.take(rows.values().iterator().next().iteration());
            append(rows.values().stream()
                    .map(row -> line(row) + columns.of(row.evaluation()) + noise + "\n")
                    .collect(Collectors.joining()));
        } catch (IOException failure) {
            throw new Unwritten(path, failure);
        }
    }

    /// All of the lines or, on a full disk, none of them.
    private void append(String lines) throws IOException {
        file = file == null ? opened() : file;
        long whole = Files.size(path);
        try {
            file.write(lines.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            try (RandomAccessFile cut = new RandomAccessFile(path.toFile(), "rw")) {
                cut.setLength(whole);
            }
            throw failure;
        }
    }

    private static String line(IterationEnded row) {
        Evaluation evaluation = row.evaluation();
        return String.join(
                ",",
                Integer.toString(row.iteration() + 1),
                Integer.toString(row.node()),
                text(evaluation.trainLoss()),
                text(evaluation.testLoss()),
                text(evaluation.testAccuracyPercent()),
                Long.toString(row.traffic().totalBytes()),
                Long.toString(row.traffic().metaBytes()),
                Long.toString(row.traffic().dataBytes()),
                Integer.toString(row.mixingSteps()));
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    /// Writes what an interrupted run left waiting, and ends the file.
    @Override
    public synchronized void close() {
        waiting.values().forEach(this::write);
        waiting.clear();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException failure) {
            throw new Unwritten(path, failure);
        }
    }
}
