package murmur.report.study;

import java.nio.file.Path;
import java.util.List;

/// What the folder of one run holds.
///
/// @param warnings what is missing, or not as it should be
public record RunResults(
        String name,
        Path folder,
        Attributes attributes,
        List<Measurement> measurements,
        List<AttackRow> attacks,
        List<String> warnings) {
    public RunResults {
        measurements = List.copyOf(measurements);
        attacks = List.copyOf(attacks);
        warnings = List.copyOf(warnings);
    }

    int nodes() {
        return measurements.stream().mapToInt(Measurement::node).max().orElse(-1) + 1;
    }
}
