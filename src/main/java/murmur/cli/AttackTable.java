package murmur.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.attack.Finding;
import murmur.report.SavedRun;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What `murmur attack` prints: for each run, attack and iteration the mean over all victims, and the one worst hit.
final class AttackTable {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int MOST_ITERATIONS = 6;

    /// The metrics worth a line, with what they are called here.
    private static final Map<String, String> HEADLINES = headlines();

    private final List<Attacked> runs = new ArrayList<>();

    private static Map<String, String> headlines() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("roc_auc", "AUC");
        names.put("tpr_at_fpr0.01", "TPR at FPR 1 %");
        names.put("top10_acc", "members among the 10 lowest losses");
        names.put("linkability_top1", "sender found");
        names.put("linkability_top5", "sender among the first 5");
        return names;
    }

    /// What was found in one run.
    record Attacked(SavedRun run, List<Finding> findings) {}

    /// One figure over all victims of an iteration.
    private record Line(String attack, String metric, int iteration, DoubleSummaryStatistics values) {}

    void add(Attacked attacked) {
        runs.add(attacked);
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(JSON.writeValueAsString(
                    runs.stream().map(AttackTable::asMap).toList()));
        } else {
            runs.forEach(attacked -> print(out, attacked));
        }
        out.flush();
    }

    private static void print(PrintWriter out, Attacked attacked) {
        SavedRun run = attacked.run();
        out.println();
        out.println(run.name() + ": " + run.run().experiment().nodes() + " nodes, "
                + run.run().network().name() + ", "
                + run.run().experiment().learning().data().name());
        out.printf("%-25s %-34s %9s %8s %8s%n", "attack", "figure", "iteration", "mean", "highest");
        for (Line line : thinned(lines(attacked.findings()))) {
            out.printf(
                    Locale.ROOT,
                    "%-25s %-34s %9d %8.4f %8.4f%n",
                    shortened(line.attack()),
                    HEADLINES.get(line.metric()),
                    line.iteration(),
                    line.values().getAverage(),
                    line.values().getMax());
        }
        out.println("Results: " + run.folder() + "/attacks.csv, and <attack>_" + run.name() + ".csv for notebooks");
    }

    /// The headlines, at few iterations, the first and the last among them.
    private static List<Line> thinned(List<Line> lines) {
        Map<List<String>, List<Line>> groups = lines.stream()
                .filter(line -> HEADLINES.containsKey(line.metric()))
                .collect(Collectors.groupingBy(
                        line -> List.of(line.attack(), line.metric()), LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .flatMap(group -> IntStream.range(0, Math.min(MOST_ITERATIONS, group.size()))
                        .mapToObj(i -> group.get(
                                group.size() <= MOST_ITERATIONS ? i : i * (group.size() - 1) / (MOST_ITERATIONS - 1))))
                .toList();
    }

    /// The attack and the first two words of its setting; what follows is the same for all.
    private static String shortened(String attack) {
        return Stream.of(attack.split(" ", -1)).limit(3).collect(Collectors.joining(" "));
    }

    /// By attack, metric and iteration; in the order in which attacks give them.
    private static List<Line> lines(List<Finding> findings) {
        Map<List<String>, TreeMap<Integer, DoubleSummaryStatistics>> figures = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String attack = finding.attack()
                    + finding.setting().values().stream()
                            .map(word -> " " + word)
                            .collect(Collectors.joining());
            finding.figures().stream()
                    .filter(figure -> !Double.isNaN(figure.value()))
                    .forEach(figure -> figures.computeIfAbsent(List.of(attack, figure.metric()), key -> new TreeMap<>())
                            .computeIfAbsent(
                                    finding.sighting().step().iteration() + 1, key -> new DoubleSummaryStatistics())
                            .accept(figure.value()));
        }
        List<Line> lines = new ArrayList<>();
        figures.forEach((key, rows) -> rows.forEach(
                (iteration, values) -> lines.add(new Line(key.getFirst(), key.getLast(), iteration, values))));
        return lines;
    }

    private static Map<String, Object> asMap(Attacked attacked) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", attacked.run().name());
        map.put("folder", attacked.run().folder().toString());
        map.put("nodes", attacked.run().run().experiment().nodes());
        map.put(
                "figures",
                lines(attacked.findings()).stream().map(AttackTable::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("attack", line.attack());
        map.put("metric", line.metric());
        map.put("iteration", line.iteration());
        map.put("victims", line.values().getCount());
        map.put("mean", line.values().getAverage());
        map.put("lowest", line.values().getMin());
        map.put("highest", line.values().getMax());
        return map;
    }
}
