package murmur.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.attack.BiasedThreshold;
import murmur.attack.Figure;
import murmur.attack.Finding;

/// The results of one attack with the columns of the reference's file, a row per model: a nameless index that is always
/// 0, then the attack's columns in their order. Numbers that cannot be computed are blank, as pandas writes them.
final class ReferenceTable {
    private static final String AGENT = "agent";
    private static final String TARGET = "target";
    private static final String ITERATION = "iteration";
    private static final Set<String> TRUTHS = Set.of("linkability_top1", "linkability_top5");
    private static final Set<String> WHOLES = Set.of("linkability_real_rank", "linkability_top1_guess");

    private final String attack;
    private final List<Finding> findings;

    ReferenceTable(String attack, List<Finding> findings) {
        this.attack = attack;
        this.findings = findings.stream()
                .sorted(Comparator.<Finding>comparingInt(
                                finding -> finding.sighting().sender())
                        .thenComparing(Finding.ORDER))
                .toList();
    }

    List<String> lines() {
        List<String> columns = columns();
        Stream<String> rows = findings.stream().map(finding -> row(finding, columns));
        return Stream.concat(Stream.of("," + String.join(",", columns)), rows).toList();
    }

    private List<String> columns() {
        return switch (attack) {
            case "threshold" -> alphabetical("roc_auc", "gini_auc");
            case "biasedthreshold" -> {
                List<String> columns = new ArrayList<>(List.of(AGENT, TARGET, ITERATION));
                BiasedThreshold.FIRST.forEach(first -> columns.add("top" + first + "_acc"));
                yield columns;
            }
            case "linkability" -> {
                List<String> columns = new ArrayList<>(alphabetical("linkability_"));
                metrics().stream().filter(metric -> metric.startsWith("loss_")).forEach(columns::add);
                yield columns;
            }
            case "classifier" -> {
                List<String> columns = new ArrayList<>(alphabetical("roc_auc", "tpr_at_"));
                columns.remove(ITERATION);
                yield columns;
            }
            default -> alphabetical("");
        };
    }

    /// The metrics that start so, and whose model it is, in the order of their names.
    private List<String> alphabetical(String... starts) {
        TreeSet<String> columns = new TreeSet<>(List.of(AGENT, TARGET));
        Set<String> metrics = metrics();
        for (String start : starts) {
            metrics.stream().filter(metric -> metric.startsWith(start)).forEach(columns::add);
        }
        columns.add(ITERATION);
        findings.forEach(finding -> columns.addAll(finding.setting().keySet()));
        return List.copyOf(columns);
    }

    /// In the order in which attacks give them.
    private Set<String> metrics() {
        return findings.stream()
                .flatMap(finding -> finding.figures().stream())
                .map(Figure::metric)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String row(Finding finding, List<String> columns) {
        Map<String, String> fields = new LinkedHashMap<>(finding.setting());
        fields.put(AGENT, Integer.toString(finding.sighting().sender()));
        fields.put(TARGET, Integer.toString(finding.sighting().receiver()));
        fields.put(ITERATION, Integer.toString(finding.sighting().step().iteration() + 1));
        finding.figures().forEach(figure -> fields.put(figure.metric(), field(figure)));
        return columns.stream()
                .map(column -> fields.getOrDefault(column, ""))
                .collect(Collectors.joining(",", "0,", ""));
    }

    private static String field(Figure figure) {
        if (!Double.isNaN(figure.value()) && TRUTHS.contains(figure.metric())) {
            return figure.value() == 1 ? "True" : "False";
        }
        return WHOLES.contains(figure.metric()) ? Integer.toString((int) figure.value()) : number(figure.value());
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
    }
}
