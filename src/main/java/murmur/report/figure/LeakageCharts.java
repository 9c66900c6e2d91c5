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
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import murmur.report.study.Group;
import murmur.report.study.Measurement;
import murmur.report.study.Study;
import murmur.report.study.Summary;

/// What attacks on the groups of a study found.
final class LeakageCharts {
    private static final String AUC = "roc_auc";
    private static final String LINKABILITY = "linkability";
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
            Stream.of(area(attack), found(attack)).forEach(plot -> draw(attack, plot, charts));
            tradeOff(attack).ifPresent(charts::add);
            charts.addAll(curves.of(attack));
        }
        draw(LINKABILITY, LINKED, charts);
        study.groups().forEach(group -> matrix(group).ifPresent(charts::add));
        return charts;
    }

    /// How a figure of an attack is drawn over iterations.
    ///
    /// @param metric its name in `attacks.csv`
    /// @param label of the y axis
    /// @param chance what guessing gives; empty without a line for it
    private record Plot(String name, String title, String metric, String label, boolean band, OptionalDouble chance) {}

    /// A node is linked or not: there is nothing between 0 and 1 for a band to hold.
    private static final Plot LINKED = new Plot(
            "linkability_top1",
            "Linkability attack: senders told by their models",
            "linkability_top1",
            "share of models linked to their sender",
            false,
            OptionalDouble.empty());

    private static Plot area(String attack) {
        String title = title(attack) + ": how well members are told from others";
        return new Plot(attack + "_auc", title, AUC, "ROC-AUC", true, OptionalDouble.of(0.5));
    }

    private static Plot found(String attack) {
        String title = title(attack) + ": members found at one false alarm in 100";
        return new Plot(attack + "_tpr", title, "tpr_at_fpr0.01", "TPR at FPR 0.01", true, OptionalDouble.empty());
    }

    static String title(String attack) {
        return Character.toUpperCase(attack.charAt(0)) + attack.substring(1) + " attack";
    }

    private void draw(String attack, Plot plot, List<Chart> charts) {
        List<Curve> curves = study.groups().stream()
                .map(group -> new Curve(group.label(), marks(group.attacked(attack, plot.metric()), plot.band())))
                .filter(curve -> !curve.marks().isEmpty())
                .toList();
        if (curves.isEmpty()) {
            return;
        }
        String caption = (plot.band() ? BAND : "Means over the nodes attacked.")
                + (plot.chance().isPresent() ? " Grey: chance." : "");
        Axis y = Axis.linear(plot.label());
        charts.add(new LineChart(
                plot.name(), plot.title(), caption, ITERATION, y, curves, guide(curves, plot.chance()), false));
    }

    /// From the first iteration to the last.
    private static List<Mark> guide(List<Curve> curves, OptionalDouble chance) {
        DoubleSummaryStatistics iterations = curves.stream()
                .flatMap(curve -> curve.marks().stream())
                .mapToDouble(Mark::x)
                .summaryStatistics();
        return chance.isEmpty()
                ? List.of()
                : DoubleStream.of(iterations.getMin(), iterations.getMax())
                        .mapToObj(iteration -> new Mark(iteration, chance.getAsDouble()))
                        .toList();
    }

    private static List<Mark> marks(SequencedMap<Integer, Summary> summaries, boolean band) {
        return summaries.entrySet().stream()
                .map(entry -> band
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
                List.of(),
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
