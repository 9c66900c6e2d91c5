package murmur.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import murmur.attack.Finding;
import murmur.launch.EmbeddedRun;
import murmur.report.EvaluationTable;
import murmur.report.EvaluationTable.Row;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a finished run prints: a table of its evaluations, where everything is, and what to do next.
final class Summary {
    private static final int LONGEST = 12;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final EmbeddedRun run;
    private final EvaluationTable table;
    private final List<Finding> findings;
    private final Path folder;

    /// @param findings of attacks during the run
    Summary(EmbeddedRun run, EvaluationTable table, List<Finding> findings, Path folder) {
        this.run = run;
        this.table = table;
        this.findings = List.copyOf(findings);
        this.folder = folder;
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(JSON.writeValueAsString(asMap()));
        } else {
            lines().forEach(out::println);
        }
        out.flush();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(run.experiment().name() + ": " + run.experiment().nodes() + " nodes, "
                + run.network().name() + " ("
                + String.format(Locale.ROOT, "%,d", run.network().length())
                + " values each), " + run.experiment().learning().data().name());
        lines.add("");
        lines.add("iteration   accuracy (worst … best node)   test loss   train loss   sent per node");
        thinned(table.rows()).forEach(row -> lines.add(line(row)));
        if (!findings.isEmpty()) {
            lines.add("");
            AttackTable.last(findings).forEach(line -> lines.add("Attack " + line));
        }
        lines.add("");
        lines.add("Results: " + folder);
        lines.add("  metrics.csv has a row per node and evaluation, machine0/<rank>_results.json what notebooks read.");
        if (!findings.isEmpty()) {
            lines.add("  attacks.csv has a row per figure of the attacks, <attack>_<run>.csv what notebooks read.");
        }
        lines.add("Next: change a key of the .ini file, or override one: murmur run --help lists them.");
        return lines;
    }

    /// At most twelve rows, first and last among them.
    private static List<Row> thinned(List<Row> rows) {
        if (rows.size() <= LONGEST) {
            return rows;
        }
        List<Row> thinned = new ArrayList<>();
        for (int i = 0; i < LONGEST; i++) {
            thinned.add(rows.get(Math.round(i * (rows.size() - 1) / (float) (LONGEST - 1))));
        }
        return thinned;
    }

    private static String line(Row row) {
        EvaluationTable.Spread accuracy = row.accuracyPercent();
        String spread = accuracy.mean().isEmpty()
                ? ""
                : text("%.1f %%", accuracy.mean()) + " (" + text("%.1f", accuracy.lowest()) + " … "
                        + text("%.1f", accuracy.highest()) + ")";
        return String.format(
                        Locale.ROOT,
                        "%9d   %-28s   %9s   %10s   %13s",
                        row.iteration(),
                        spread,
                        text("%.4f", row.testLoss()),
                        text("%.4f", row.trainLoss()),
                        bytes(row.meanBytes()))
                .stripTrailing();
    }

    private static String text(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
    }

    private static String bytes(double count) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double value = count;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    private Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", run.experiment().name());
        map.put("nodes", run.experiment().nodes());
        map.put("model", run.network().name());
        map.put("parameters", run.network().length());
        map.put("log_dir", folder.toString());
        map.put("evaluations", table.rows().stream().map(Summary::asMap).toList());
        if (!findings.isEmpty()) {
            map.put("attacks", AttackTable.figures(findings));
        }
        return map;
    }

    private static Map<String, Object> asMap(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("iteration", row.iteration());
        put(map, "test_acc", row.accuracyPercent().mean());
        put(map, "test_acc_min", row.accuracyPercent().lowest());
        put(map, "test_acc_max", row.accuracyPercent().highest());
        put(map, "test_loss", row.testLoss());
        put(map, "train_loss", row.trainLoss());
        map.put("total_bytes", row.meanBytes());
        return map;
    }

    private static void put(Map<String, Object> map, String key, OptionalDouble value) {
        value.ifPresent(number -> map.put(key, number));
    }
}
