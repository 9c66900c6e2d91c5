package murmur.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import murmur.attack.Curve;
import murmur.attack.Finding;

/// The rows of `attack_curves.csv`: ROC curves of the first victim and their mean over all victims at equal
/// false-positive rates (Fawcett, 2006, section 8.1), and the spread of losses of the first victim.
final class AttackCurves {
    static final String HEADER = "run,iteration,victim,attack,curve,x,y";
    private static final String ROC = "roc";

    private final String run;
    private final List<Finding> findings;

    /// @param run as it stands in the file
    /// @param findings by iteration and victim
    AttackCurves(String run, List<Finding> findings) {
        this.run = run;
        this.findings = findings;
    }

    Stream<String> rows() {
        int first = findings.stream()
                .mapToInt(finding -> finding.sighting().sender())
                .min()
                .orElse(0);
        Stream<String> single = findings.stream()
                .filter(finding -> finding.sighting().sender() == first)
                .flatMap(finding -> finding.curves().stream()
                        .flatMap(curve -> rows(start(finding, Integer.toString(first), curve), curve)));
        return Stream.concat(single, means());
    }

    private String start(Finding finding, String victim, Curve curve) {
        String setting = finding.setting().isEmpty()
                ? ""
                : " " + String.join(" ", finding.setting().values());
        int iteration = finding.sighting().step().iteration() + 1;
        return String.join(",", run, Integer.toString(iteration), victim, finding.attack(), curve.name() + setting);
    }

    private static Stream<String> rows(String start, Curve curve) {
        return curve.positions().stream()
                .map(each -> start + "," + ReferenceTable.number(each.x()) + "," + ReferenceTable.number(each.y()));
    }

    private Stream<String> means() {
        Map<String, List<Curve>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            for (Curve curve : finding.curves()) {
                if (curve.name().equals(ROC)) {
                    groups.computeIfAbsent(start(finding, "mean", curve), key -> new ArrayList<>())
                            .add(curve);
                }
            }
        }
        return groups.entrySet().stream().flatMap(group -> rows(group.getKey(), mean(group.getValue())));
    }

    private static Curve mean(List<Curve> curves) {
        List<Curve.Position> positions = new ArrayList<>();
        for (int i = 0; i < curves.getFirst().positions().size(); i++) {
            int position = i;
            double y = curves.stream()
                    .mapToDouble(curve -> curve.positions().get(position).y())
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            positions.add(
                    new Curve.Position(curves.getFirst().positions().get(i).x(), y));
        }
        return new Curve(ROC, positions);
    }
}
