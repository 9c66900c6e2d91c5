package murmur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.experiment.Experiment;
import murmur.launch.Loss;
import murmur.node.Absences;
import murmur.node.Participation;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `manifest.json`: where a run's numbers come from.
public final class Manifest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final TypeReference<Map<String, Object>> COMPONENTS = new TypeReference<>() {};

    private final Path file;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final List<Map<String, Object>> lost = new ArrayList<>();
    private final Instant started;

    public Manifest(Path file, Instant started) {
        this.file = file;
        this.started = started;
        content.put("state", "running");
        content.put("versions", versions());
        content.put("started", started.toString());
    }

    /// Whether the run a manifest tells of has ended well.
    static boolean isDone(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file))
                .path("state")
                .asString("")
                .equals(RunRecord.DONE);
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("murmuration", BuildInfo.version());
        versions.put("commit", BuildInfo.commit());
        versions.put("java", Runtime.version().toString());
        versions.put("libtorch", String.valueOf(Tensor.class.getPackage().getImplementationVersion()));
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("architecture", System.getProperty("os.arch"));
        return versions;
    }

    /// @param command the command line, word by word
    public Manifest command(List<String> command) {
        content.put("command", command);
        return this;
    }

    /// Everything that determines the numbers, so that runs can be told apart by what differs.
    public Manifest experiment(Experiment experiment) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("name", experiment.name());
        what.put("nodes", experiment.nodes());
        Experiment.Exchange exchange = experiment.exchange();
        what.put("topology", exchange.wiring().kind());
        exchange.wiring().fixedGraph().ifPresent(graph -> what.put("edges", graph.edges()));
        what.put("participation", participation(exchange.participation()));
        what.put("data_set", experiment.learning().data().name());
        what.put("partition", description(experiment.learning().split().partition()));
        experiment.learning().split().validation().ifPresent(cut -> what.put("validation", description(cut)));
        what.put("model", experiment.learning().model().name());
        what.put("precision", experiment.learning().model().precision().word());
        what.put("device", experiment.learning().model().device().word());
        what.put("training", description(experiment.learning().training()));
        what.put("optimizer", description(experiment.learning().training().optimizer()));
        what.put("seed", experiment.learning().seed());
        what.put("sharing", description(exchange.sharing()));
        what.put("mixing", description(exchange.mixing()));
        what.put("schedule", description(experiment.schedule()));
        content.put("experiment", what);
        return this;
    }

    /// Recorded absences may be many, so they are only counted.
    private static Object participation(Participation participation) {
        return participation instanceof Absences absences ? absences.toString() : description(participation);
    }

    /// A record as its class and components.
    private static Map<String, Object> description(Object value) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("class", value.getClass().getSimpleName());
        description.putAll(JSON.convertValue(value, COMPONENTS));
        return description;
    }

    /// @param sha256 of each part of the data, as it is in memory
    public Manifest data(Map<String, String> sha256) {
        content.put("data_sha256", new LinkedHashMap<>(sha256));
        return this;
    }

    /// @param sha256 of the file the network comes from
    public Manifest modelFile(String sha256) {
        content.put("model_sha256", sha256);
        return this;
    }

    public void write() {
        ResultFolder.replace(file, JSON.writeValueAsBytes(content));
    }

    /// When all nodes had finished their first iteration.
    public synchronized void firstIteration(Instant ended) {
        content.put("seconds_to_first_iteration", seconds(commandGiven().orElse(started), ended));
    }

    /// Adds a machine without which the run goes on, and writes that at once. Nodes and iteration are as a file of
    /// absences has them.
    public synchronized void lost(Loss loss) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("machine", loss.machine());
        what.put("nodes", loss.nodes());
        what.put("completed_iterations", loss.completed());
        what.put("absent_from", loss.absentFrom() + 1);
        lost.add(what);
        content.put("lost", lost);
        write();
    }

    /// The start script knows, in seconds since 1970.
    private static Optional<Instant> commandGiven() {
        return Optional.ofNullable(System.getProperty("murmur.started"))
                .map(seconds -> Instant.ofEpochMilli(Math.round(Double.parseDouble(seconds) * 1000)));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /// Writes how the run ended: `done`, `failed` or `interrupted`.
    public synchronized void finish(String state, Instant ended) {
        content.put("state", state);
        content.put("ended", ended.toString());
        content.put("seconds", seconds(started, ended));
        write();
    }
}
