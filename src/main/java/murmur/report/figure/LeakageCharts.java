package murmur.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import murmur.report.study.Group;
import murmur.report.study.Measurement;
import murmur.report.study.Study;
import murmur.report.study.Summary;

/// What attacks on the groups of a study found.
final class LeakageCharts {
    private static final String AUC = "roc_auc";
    private static final String LINKABILITY = "linkability";
    private static final double CHANCE = 0.5;
    private static final Axis ITERATION = Axis.linear("iteration");
    private static final String BAND = "Lines are means over the nodes attacked, bands hold the middle 80 % of them,"
            + " dotted lines are the node that leaks most.";

    private final Study study;

    LeakageCharts(Study study) {
        this.study = study;
    }

    /// Those for which there are numbers.
    List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        CurveCharts curves = new CurveCharts(study);
        for (String attack : study.attacks()) {
            over(
                            attack,
                            AUC,
                            new Wording(
                                    attack + "_auc",
                                    title(attack) + ": how well members are told from others",
                                    "ROC-AUC"))
                    .ifPresent(charts::add);
            over(
                            attack,
                            "tpr_at_fpr0.01",
                            new Wording(
                                    attack + "_tpr",
                                    title(attack) + ": members found at one false alarm in 100",
                                    "TPR at FPR 0.01"))
                    .ifPresent(charts::add);
            tradeOff(attack).ifPresent(charts::add);
            charts.addAll(curves.of(attack));
        }
        over(
                        LINKABILITY,
                        "linkability_top1",
                        new Wording(
                                "linkability_top1",
                                "Linkability attack: senders told by their models",
                                "share of models linked to their sender"))
                .ifPresent(charts::add);
        study.groups().forEach(group -> matrix(group).ifPresent(charts::add));
        return charts;
    }

    static String title(String attack) {
        return Character.toUpperCase(attack.charAt(0)) + attack.substring(1) + " attack";
    }

    private record Wording(String name, String title, String y) {}

    private Optional<Chart> over(String attack, String metric, Wording wording) {
        // Where nodes are told or not, there is nothing between 0 and 1 for a band to hold.
        boolean spread = !attack.equals(LINKABILITY);
        List<Curve> curves = study.groups().stream()
                .map(group -> new Curve(group.label(), marks(group.attacked(attack, metric), spread)))
                .filter(curve -> !curve.marks().isEmpty())
                .toList();
        boolean area = metric.equals(AUC);
        OptionalDouble level = area ? OptionalDouble.of(CHANCE) : OptionalDouble.empty();
        String caption = (spread ? BAND : "Means over the nodes attacked.") + (area ? " Grey: chance." : "");
        return curves.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineChart(
                        wording.name(),
                        wording.title(),
                        caption,
                        ITERATION,
                        Axis.linear(wording.y()),
                        curves,
                        level,
                        false));
    }

    private static List<Mark> marks(SequencedMap<Integer, Summary> summaries, boolean spread) {
        return summaries.entrySet().stream()
                .map(entry -> spread
                        ? mark(entry.getKey(), entry.getValue())
                        : new Mark(entry.getKey(), entry.getValue().mean()))
                .toList();
    }

    private static Mark mark(int iteration, Summary summary) {
        return new Mark(iteration, summary.mean(), summary.percentile(10), summary.percentile(90), summary.max());
    }

    /// Accuracy against leakage: a point per group, groups of one variant joined in the order of their noise.
    private Optional<Chart> tradeOff(String attack) {
        Map<String, List<Group>> byVariant = new LinkedHashMap<>();
        study.groups().stream()
                .filter(group -> leakageToBest(group, attack).isPresent())
                .forEach(group -> byVariant
                        .computeIfAbsent(group.attributes().family(), family -> new ArrayList<>())
                        .add(group));
        if (byVariant.isEmpty()) {
            return Optional.empty();
        }
        List<Curve> curves = byVariant.entrySet().stream()
                .map(entry -> new Curve(
                        entry.getKey(),
                        entry.getValue().stream()
                                .sorted(Comparator.comparingDouble(
                                        group -> group.attributes().noise()))
                                .map(group ->
                                        new Mark(leakageToBest(group, attack).orElseThrow(), bestAccuracy(group)))
                                .toList()))
                .toList();
        String caption = "A point per experiment, of one family joined in the order of their noise: the best mean test"
                + " accuracy, and the attack's mean ROC-AUC from the start until then. Up and to the left is better.";
        return Optional.of(new LineChart(
                "accuracy_" + attack + "_auc",
                "Accuracy against leakage (" + attack + " attack)",
                caption,
                Axis.linear("ROC-AUC of the attack"),
                Axis.linear("best mean test accuracy (%)"),
                curves,
                OptionalDouble.empty(),
                true));
    }

    private static double bestAccuracy(Group group) {
        return group.measured(Measurement::testAccuracy).values().stream()
                .mapToDouble(Summary::mean)
                .max()
                .orElse(Double.NaN);
    }

    private static OptionalDouble leakageToBest(Group group, String attack) {
        double best = bestAccuracy(group);
        int until = group.measured(Measurement::testAccuracy).entrySet().stream()
                .filter(entry -> entry.getValue().mean() >= best)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
        return group.attacked(attack, AUC).entrySet().stream()
                .filter(entry -> entry.getKey() <= until)
                .mapToDouble(entry -> entry.getValue().mean())
                .average();
    }

    /// Mean loss of each node's model on each node's data, at the last iteration of the group's first run.
    private Optional<Chart> matrix(Group group) {
        List<List<Double>> rows = group.runs().getFirst().attacked().lossesByOwner();
        if (rows.size() < 2) {
            return Optional.empty();
        }
        int number = study.groups().indexOf(group) + 1;
        DoubleSummaryStatistics range =
                rows.stream().flatMap(List::stream).mapToDouble(loss -> loss).summaryStatistics();
        String scale = String.format(Locale.ROOT, " From %.3g (dark) to %.3g (light).", range.getMin(), range.getMax());
        return Optional.of(new MatrixChart(
                "linkability_matrix_" + number,
                "Linkability: " + group.label(),
                "Mean loss of each node's model (row) on each node's data (column), in the last iteration attacked."
                        + " A dark diagonal gives the senders away." + scale,
                "node whose data",
                "node whose model",
                rows));
    }
}
