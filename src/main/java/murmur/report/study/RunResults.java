package murmur.report.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import murmur.data.LabelCounts;
import murmur.topology.Graph;

/// What the folder of one run holds.
///
/// @param warnings what is missing, or not as it should be
public record RunResults(
        String name,
        Path folder,
        Setup setup,
        List<Measurement> measurements,
        AttackResults attacked,
        List<String> warnings) {
    public RunResults {
        measurements = List.copyOf(measurements);
        warnings = List.copyOf(warnings);
    }

    /// What the run was made of.
    ///
    /// @param graph the graph of all iterations, if it was one
    /// @param labels who held what, if that was written down
    public record Setup(Attributes attributes, Optional<Graph> graph, Optional<LabelCounts> labels) {}

    /// What attacks on it found.
    ///
    /// @param lossesByOwner of the last iteration that the linkability attack looked at: for the model of each
    ///     node, the mean loss on the data of each node; empty without that attack
    /// @param curves what curves of the last iteration attacked go through
    public record AttackResults(List<AttackRow> rows, List<CurvePoint> curves, List<List<Double>> lossesByOwner) {
        public AttackResults {
            rows = List.copyOf(rows);
            curves = List.copyOf(curves);
            lossesByOwner = List.copyOf(lossesByOwner);
        }
    }

    /// A point of a curve, from `attack_curves.csv`.
    ///
    /// @param victim a node, or `mean`
    /// @param curve its name, with the setting of the attack behind it where there are several
    public record CurvePoint(int iteration, String victim, String attack, String curve, double x, double y) {}

    public Attributes attributes() {
        return setup.attributes();
    }

    public List<AttackRow> attacks() {
        return attacked.rows();
    }
}
