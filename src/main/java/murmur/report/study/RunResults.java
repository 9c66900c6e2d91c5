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
    /// @param lossesByOwner of the last iteration that the linkability attack looked at: for the model of each node,
    /// the
    ///     mean loss on the data of each node; empty without that attack
    public record AttackResults(List<AttackRow> rows, List<List<Double>> lossesByOwner) {
        public AttackResults {
            rows = List.copyOf(rows);
            lossesByOwner = List.copyOf(lossesByOwner);
        }
    }

    public Attributes attributes() {
        return setup.attributes();
    }

    public List<AttackRow> attacks() {
        return attacked.rows();
    }
}
