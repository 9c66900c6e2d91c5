package murmur.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import murmur.experiment.Experiment;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `manifest.json`: where a run's numbers come from.
public final class Manifest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Instant started;

    public Manifest(Path file, Instant started) {
        this.file = file;
        this.started = started;
        content.put("state", "running");
        content.put("versions", versions());
        content.put("started", started.toString());
    }

    private static Map<String, String> versions() {
        Package murmur = Manifest.class.getPackage();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("murmuration", orUnknown(murmur.getImplementationVersion()));
        versions.put("java", Runtime.version().toString());
        versions.put(
                "libtorch",
                orUnknown(org.bytedeco.pytorch.Tensor.class.getPackage().getImplementationVersion()));
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("architecture", System.getProperty("os.arch"));
        return versions;
    }

    private static String orUnknown(@org.jspecify.annotations.Nullable String version) {
        return version == null ? "unknown" : version;
    }

    /// @param command the command line, word by word
    public Manifest command(List<String> command) {
        content.put("command", command);
        return this;
    }

    public Manifest experiment(Experiment experiment) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("name", experiment.name());
        what.put("nodes", experiment.nodes());
        what.put("data_set", experiment.learning().data().name());
        what.put("partition", experiment.learning().split().partition().toString());
        what.put("model", experiment.learning().model().name());
        what.put("training", experiment.learning().training().toString());
        what.put("seed", experiment.learning().seed());
        what.put("sharing", experiment.exchange().sharing().toString());
        what.put("mixing", experiment.exchange().mixing().toString());
        what.put("schedule", experiment.schedule().toString());
        content.put("experiment", what);
        return this;
    }

    /// @param sha256 of each part of the data, as it is in memory
    public Manifest data(Map<String, String> sha256) {
        content.put("data_sha256", new LinkedHashMap<>(sha256));
        return this;
    }

    public void write() {
        ResultFolder.replace(file, JSON.writeValueAsBytes(content));
    }

    /// Writes how the run ended: `done`, `failed` or `interrupted`.
    public void finish(String state, Instant ended) {
        content.put("state", state);
        content.put("ended", ended.toString());
        content.put("seconds", Duration.between(started, ended).toMillis() / 1000.0);
        write();
    }
}
