package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import murmur.BadInput;

/// Runs that belong together: a folder with `base.ini`, what they have in common, and `runs.csv`, a row per run with
/// its name, its number of averaging rounds, and keys of `[SHARING]`.
///
/// @param base the text that all configurations start with
public record Comparison(String base, List<Row> rows) {
    private static final String BASE = "base.ini";
    private static final String RUNS = "runs.csv";
    private static final String NAME = "name";
    private static final String AVERAGING_ROUNDS = "averaging_rounds";
    private static final String SHARING = "[SHARING]\n";

    /// One run.
    ///
    /// @param sharing lines of `[SHARING]`
    public record Row(String name, int averagingRounds, List<String> sharing) {}

    /// @throws BadInput unless the folder holds such files
    public static Comparison read(Path folder) {
        Path base = folder.resolve(BASE);
        Path runs = folder.resolve(RUNS);
        for (Path file : List.of(base, runs)) {
            if (!Files.isRegularFile(file)) {
                throw BadInput.must(folder.toString(), "hold " + BASE + " and " + RUNS, "without " + file);
            }
        }
        try {
            String text = Files.readString(base);
            BadInput.unless(text.contains(SHARING), base.toString(), "have a section [SHARING]", "without");
            return new Comparison(
                    text, new CsvTable(runs).rows().map(Comparison::row).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + base, failure);
        }
    }

    private static Row row(CsvTable.Row row) {
        List<String> sharing = row.columns().stream()
                .filter(column -> !column.equals(NAME) && !column.equals(AVERAGING_ROUNDS))
                .filter(column -> !row.text(column).isBlank())
                .map(column -> column + " = " + row.text(column))
                .toList();
        return new Row(row.text(NAME), row.whole(AVERAGING_ROUNDS), sharing);
    }

    /// Writes the whole configuration of one run, so that it can be read and run by itself.
    public void write(Row row, Path file) {
        String lines = row.sharing().stream().collect(Collectors.joining("\n", "", "\n"));
        String text = base.replace(SHARING, SHARING + lines);
        ResultFolder.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
