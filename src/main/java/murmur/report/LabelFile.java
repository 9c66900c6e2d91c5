package murmur.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.data.LabelCounts;

/// `labels.csv`: how many samples of each class every node of a run holds, a row per node.
final class LabelFile {
    /// A larger table would outgrow the results.
    private static final long MOST_NUMBERS = 1_000_000;

    private static final String NODE = "node";

    private LabelFile() {}

    static void write(LabelCounts counts, Path file) {
        if ((long) counts.nodes() * counts.classes() > MOST_NUMBERS) {
            return;
        }
        String header = IntStream.range(0, counts.classes())
                .mapToObj(label -> ",class_" + label)
                .collect(Collectors.joining("", NODE, "\n"));
        String rows = IntStream.range(0, counts.nodes())
                .mapToObj(node -> node + "," + row(counts.counts().get(node)) + "\n")
                .collect(Collectors.joining());
        ResultFolder.replace(file, (header + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static String row(List<Integer> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Nothing where there is no such file.
    static Optional<LabelCounts> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(new LabelCounts(new CsvTable(file)
                .rows()
                .map(row -> row.columns().stream()
                        .filter(column -> !column.equals(NODE))
                        .map(row::whole)
                        .toList())
                .toList()));
    }
}
