package murmur.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.report.study.Group;
import murmur.report.study.RunResults;
import murmur.report.study.RunResults.CurvePoint;
import murmur.report.study.Study;

/// What an attack on the last iteration can do at every threshold: ROC curves of the groups, and the losses it goes by.
final class CurveCharts {
    private static final String ROC = "roc";
    private static final String MEAN = "mean";
    private static final String MEMBERS = "members";
    private static final String OTHERS = "non_members";
    private static final String FALSE_POSITIVES = "false-positive rate";
    private static final String TRUE_POSITIVES = "true-positive rate";
    private static final List<Mark> CHANCE = List.of(new Mark(1e-4, 1e-4), new Mark(1, 1));

    private final Study study;

    CurveCharts(Study study) {
        this.study = study;
    }

    List<Chart> of(String attack) {
        List<Curve> curves = study.groups().stream()
                .flatMap(group -> roc(group, attack).stream())
                .toList();
        List<Chart> charts = new ArrayList<>();
        if (!curves.isEmpty()) {
            charts.add(rocChart(attack, "roc", curves, false));
            charts.add(rocChart(attack, "roc_log", curves, true));
        }
        study.groups().forEach(group -> losses(group, attack, charts));
        return charts;
    }

    private LineChart rocChart(String attack, String name, List<Curve> curves, boolean logarithmic) {
        return new LineChart(
                attack + "_" + name,
                LeakageCharts.title(attack) + ": ROC" + (logarithmic ? ", logarithmic" : ""),
                "The share of members found against that of others taken for members, the mean over all victims in the"
                        + " last iteration attacked, of an experiment's first run"
                        + setting(attack) + ". Grey: chance.",
                new Axis(FALSE_POSITIVES, logarithmic),
                new Axis(TRUE_POSITIVES, logarithmic),
                curves,
                CHANCE,
                false);
    }

    /// That of the attack's first setting: the curves of all settings of all experiments would be too many for
    /// one figure.
    private static Optional<Curve> roc(Group group, String attack) {
        return firstRoc(group, attack)
                .map(name -> new Curve(
                        group.label(),
                        points(group, attack)
                                .filter(point -> isMean(point) && point.curve().equals(name))
                                .map(point -> new Mark(point.x(), point.y()))
                                .toList()));
    }

    private static Optional<String> firstRoc(Group group, String attack) {
        return points(group, attack)
                .filter(point -> isMean(point) && point.curve().startsWith(ROC))
                .map(CurvePoint::curve)
                .findFirst();
    }

    private static boolean isMean(CurvePoint point) {
        return point.victim().equals(MEAN);
    }

    /// What the caption says of an attack with settings.
    private String setting(String attack) {
        return study.groups().stream()
                .flatMap(group -> firstRoc(group, attack).stream())
                .map(name -> name.substring(ROC.length()))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> ", with the setting" + name)
                .orElse("");
    }

    private static Stream<CurvePoint> points(Group group, String attack) {
        RunResults run = group.runs().getFirst();
        return run.attacked().curves().stream().filter(point -> point.attack().equals(attack));
    }

    private void losses(Group group, String attack, List<Chart> charts) {
        List<Mark> members = histogram(group, attack, MEMBERS);
        List<Mark> others = histogram(group, attack, OTHERS);
        if (members.isEmpty() || others.isEmpty()) {
            return;
        }
        String victim = points(group, attack)
                .filter(point -> point.curve().equals(MEMBERS))
                .map(CurvePoint::victim)
                .findFirst()
                .orElse("");
        charts.add(new LineChart(
                attack + "_losses_" + (study.groups().indexOf(group) + 1),
                "Losses of members and of others: " + group.label(),
                "How the losses of the last model of node " + victim
                        + " spread, on the samples it learned from and on those of"
                        + " the test set. The farther apart, the more it gives away.",
                Axis.linear("loss of a sample"),
                Axis.linear("share of the samples"),
                List.of(new Curve("members", members), new Curve("others", others)),
                List.of(new Mark(0, 0), new Mark(members.getLast().x(), 0)),
                false));
    }

    private static List<Mark> histogram(Group group, String attack, String curve) {
        return points(group, attack)
                .filter(point -> point.curve().equals(curve))
                .map(point -> new Mark(point.x(), point.y()))
                .toList();
    }
}
