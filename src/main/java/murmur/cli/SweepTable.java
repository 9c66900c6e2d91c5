package murmur.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import murmur.report.LastFigures;
import murmur.report.RunRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How the runs of a sweep ended, for people and for programs.
record SweepTable(Path folder, List<Row> rows) {
    /// @param state of its manifest, or `not started`
    /// @param message why it failed, if it did
    record Row(String name, String state, String message, Optional<LastFigures> figures) {}

    boolean allDone() {
        return rows.stream().allMatch(row -> row.state().equals(RunRecord.DONE));
    }

    String text() {
        int width = Math.max(
                4, rows.stream().mapToInt(row -> row.name().length()).max().orElse(0));
        String format = "%-" + width + "s  %-11s %9s %10s %10s %10s%n";
        StringBuilder out = new StringBuilder();
        out.append(String.format(format, "run", "state", "accuracy", "test loss", "sent", "time"));
        for (Row row : rows) {
            Optional<LastFigures> last = row.figures();
            out.append(String.format(
                    format,
                    row.name(),
                    row.state(),
                    last.map(figures -> number("%.2f %%", figures.accuracyPercent()))
                            .orElse("–"),
                    last.map(figures -> number("%.4f", figures.testLoss())).orElse("–"),
                    last.map(figures -> PlanTable.bytes(figures.bytes())).orElse("–"),
                    last.filter(figures -> figures.seconds().isPresent())
                            .map(figures -> PlanTable.clock(figures.seconds().getAsDouble()))
                            .orElse("–")));
        }
        rows.stream()
                .filter(row -> !row.message().isEmpty())
                .forEach(row -> out.append(String.format("%s: %s%n", row.name(), row.message())));
        out.append("Next: ")
                .append(
                        allDone()
                                ? "murmur report " + folder + " --output " + folder + "-report"
                                : "the same command runs again what is not done in " + folder)
                .append(System.lineSeparator());
        return out.toString();
    }

    private static String number(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
    }

    String json() {
        List<Map<String, @Nullable Object>> all =
                rows.stream().map(SweepTable::json).toList();
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all)
                + "\n";
    }

    private static Map<String, @Nullable Object> json(Row row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", row.name());
        map.put("state", row.state());
        map.put("message", row.message().isEmpty() ? null : row.message());
        map.put("iteration", row.figures().map(LastFigures::iteration).orElse(null));
        map.put("accuracy_percent", orNull(row.figures().map(LastFigures::accuracyPercent)));
        map.put("test_loss", orNull(row.figures().map(LastFigures::testLoss)));
        map.put("train_loss", orNull(row.figures().map(LastFigures::trainLoss)));
        map.put("total_bytes", row.figures().map(LastFigures::bytes).orElse(null));
        map.put("seconds", orNull(row.figures().map(LastFigures::seconds)));
        return map;
    }

    private static @Nullable Object orNull(Optional<OptionalDouble> value) {
        return value.filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(null);
    }
}
