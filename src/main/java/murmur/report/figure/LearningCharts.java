package murmur.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import murmur.report.study.Group;
import murmur.report.study.Measurement;
import murmur.report.study.Study;
import murmur.report.study.Summary;

/// How well the groups of a study learn, and what that costs.
final class LearningCharts {
    private static final double MEGA = 1e6;
    private static final int TARGET_STEP = 5;
    private static final String ITERATION = "iteration";
    private static final String ACCURACY = "test accuracy (%)";
    private static final String BAND =
            "Lines are means over nodes, bands hold the middle 80 % of the nodes (10th to 90th"
                    + " percentile), dotted lines are the worst node.";

    private final Study study;

    LearningCharts(Study study) {
        this.study = study;
    }

    /// Those for which there are numbers.
    List<Chart> all() {
        List<LineChart> charts = List.of(
                overIterations("accuracy", "Test accuracy", ACCURACY, Measurement::testAccuracy, Direction.UP),
                overIterations("test_loss", "Test loss", "test loss", Measurement::testLoss, Direction.DOWN),
                overIterations("train_loss", "Training loss", "training loss", Measurement::trainLoss, Direction.DOWN),
                accuracyByBytes(),
                bytesToReach());
        return List.copyOf(charts.stream()
                .filter(chart ->
                        chart.curves().stream().anyMatch(curve -> curve.marks().size() > 0))
                .toList());
    }

    /// Which way is better.
    private enum Direction {
        UP,
        DOWN;

        double worst(Summary summary) {
            return this == UP ? summary.min() : summary.max();
        }
    }

    private LineChart overIterations(
            String name, String title, String label, ToDoubleFunction<Measurement> quantity, Direction direction) {
        List<Curve> curves = study.groups().stream()
                .map(group -> new Curve(group.label(), marks(group.measured(quantity), direction)))
                .toList();
        return new LineChart(
                name, title + " over iterations", BAND, Axis.linear(ITERATION), Axis.linear(label), curves);
    }

    private static List<Mark> marks(SequencedMap<Integer, Summary> summaries, Direction direction) {
        return summaries.entrySet().stream()
                .map(entry -> mark(entry.getKey(), entry.getValue(), direction))
                .toList();
    }

    private static Mark mark(double x, Summary summary, Direction direction) {
        return new Mark(x, summary.mean(), summary.percentile(10), summary.percentile(90), direction.worst(summary));
    }

    private LineChart accuracyByBytes() {
        List<Curve> curves = study.groups().stream()
                .map(group -> new Curve(group.label(), accuracyByBytes(group)))
                .toList();
        return new LineChart(
                "accuracy_bytes",
                "Test accuracy over bytes sent",
                BAND + " Bytes are those a node had sent, on average.",
                Axis.linear("sent per node (MB)"),
                Axis.linear(ACCURACY),
                curves);
    }

    private static List<Mark> accuracyByBytes(Group group) {
        SequencedMap<Integer, Summary> bytes = group.measured(Measurement::bytes);
        List<Mark> marks = new ArrayList<>();
        for (Map.Entry<Integer, Summary> entry :
                group.measured(Measurement::testAccuracy).entrySet()) {
            Summary sent = bytes.get(entry.getKey());
            if (sent != null) {
                marks.add(mark(sent.mean() / MEGA, entry.getValue(), Direction.UP));
            }
        }
        return marks;
    }

    /// Every fifth per cent that some group reached.
    private LineChart bytesToReach() {
        List<Curve> curves = study.groups().stream()
                .map(group -> new Curve(
                        group.label(),
                        IntStream.iterate(TARGET_STEP, target -> target <= 100, target -> target + TARGET_STEP)
                                .mapToObj(target -> group.bytesToReach(target).stream()
                                        .map(bytes -> new Mark(target, bytes / MEGA)))
                                .flatMap(each -> each)
                                .toList()))
                .toList();
        return new LineChart(
                "bytes_to_reach",
                "Bytes to reach an accuracy",
                "What all nodes together had sent when their mean test accuracy first was as high or higher, at one of"
                        + " the evaluations. A curve ends where its group got no further.",
                Axis.linear("mean test accuracy (%)"),
                Axis.logarithmic("sent by all nodes (MB)"),
                curves);
    }
}
