package murmur.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import murmur.report.study.Measurement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run came to, in a few figures.
///
/// @param iteration of the last evaluation, from 1
/// @param accuracyPercent mean over the nodes at that evaluation, as the losses
/// @param bytes that all nodes had sent by then
/// @param seconds that the run took, if it has ended
public record LastFigures(
        int iteration,
        OptionalDouble accuracyPercent,
        OptionalDouble testLoss,
        OptionalDouble trainLoss,
        long bytes,
        OptionalDouble seconds) {

    /// Nothing where no node was evaluated.
    public static Optional<LastFigures> of(Path run) {
        if (!Files.isRegularFile(run.resolve(ResultFolder.METRICS))) {
            return Optional.empty();
        }
        List<Measurement> measurements = StoredResults.measurements(run);
        Map<Integer, Measurement> last = new HashMap<>();
        for (Measurement each : measurements) {
            last.merge(each.node(), each, (one, other) -> other.iteration() > one.iteration() ? other : one);
        }
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Collection<Measurement> all = last.values();
        return Optional.of(new LastFigures(
                all.stream().mapToInt(Measurement::iteration).max().orElseThrow(),
                mean(all, Measurement::testAccuracy),
                mean(all, Measurement::testLoss),
                mean(all, Measurement::trainLoss),
                Math.round(all.stream().mapToDouble(Measurement::bytes).sum()),
                seconds(run)));
    }

    private static OptionalDouble mean(Collection<Measurement> all, ToDoubleFunction<Measurement> figure) {
        return all.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    private static OptionalDouble seconds(Path run) {
        Path manifest = run.resolve(ResultFolder.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return OptionalDouble.empty();
        }
        JsonNode seconds = JsonMapper.shared().readTree(manifest).path("seconds");
        return seconds.isNumber() ? OptionalDouble.of(seconds.doubleValue()) : OptionalDouble.empty();
    }
}
