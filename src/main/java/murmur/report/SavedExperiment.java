package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The experiment of a finished run, read again from what its folder holds: the copy of the configuration,
/// `args.json` or `g5k_config.json`, the copy of the graph and, of our own runs, `manifest.json`.
final class SavedExperiment {
    private static final String GRAPH = "graph";
    private static final String NODES = "nodes";
    private static final String DATASETS = "datasets";
    private static final List<String> GRAPH_ENDINGS = List.of(".edges", ".adjacency", ".adj", ".txt");
    /// Arguments of the reference that are keys of `[EXPERIMENT]`.
    private static final List<String> ARGUMENTS =
            List.of("iterations", "averaging_rounds", "test_after", "train_evaluate_after", "reset_optimizer");

    private final Path run;
    private final JsonNode arguments;
    private final JsonNode job;
    private final JsonNode manifest;

    SavedExperiment(Path run) {
        this.run = run;
        if (!Files.isDirectory(run)) {
            throw BadInput.must(run.toString(), "be the folder of a run", "no folder");
        }
        arguments = json(run.resolve("machine0").resolve("args.json"));
        job = json(run.resolve(ResultFolder.JOB));
        manifest = json(run.resolve(ResultFolder.MANIFEST));
    }

    private static JsonNode json(Path file) {
        try {
            return Files.exists(file)
                    ? JsonMapper.shared().readTree(file)
                    : JsonMapper.shared().createObjectNode();
        } catch (JacksonException broken) {
            throw BadInput.must(file.toString(), "be a JSON file", broken.getOriginalMessage());
        }
    }

    /// The words of the command that made the run; empty where the reference made it.
    List<String> command() {
        return manifest.path("command").valueStream().map(JsonNode::asString).toList();
    }

    /// How the run ended: a state of [RunRecord], `running`, or nothing where the reference made it.
    Optional<String> state() {
        return manifest.path("state").stringValueOpt();
    }

    /// The checksum of the training set at the time, if it was noted.
    Optional<String> trainSha256() {
        return manifest.path("data_sha256").path("train").stringValueOpt();
    }

    /// @param before options of the command that made the run
    /// @param now options that are given now, which count more
    Experiment read(Map<String, GivenOption> before, Map<String, GivenOption> now) {
        Map<String, GivenOption> options = new LinkedHashMap<>(before);
        options.keySet().removeAll(List.of(GRAPH, "graph_type", "log_dir", "workers", DATASETS));
        ARGUMENTS.forEach(key -> put(options, key, arguments.path(key)));
        Path configuration = configuration();
        datasets(before, configuration).ifPresent(option -> options.put(DATASETS, option));
        options.putAll(now);
        if (!now.containsKey(GRAPH)) {
            options.putAll(graph());
        }
        return ExperimentFile.read(configuration, options).experiment();
    }

    private static void put(Map<String, GivenOption> options, String key, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            options.put(key, new GivenOption("args.json: " + key, ExperimentFile.SECTION, value.asString()));
        }
    }

    /// The file the run was started from as long as it is the same, since paths in it may be relative; else its copy.
    private Path configuration() {
        Path copy = Stream.of(run.resolve(ResultFolder.CONFIGURATION), run.resolve("machine0/config.ini"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> BadInput.must(run.toString(), "be the folder of a run", "without a config.ini"));
        return original().filter(file -> same(file, copy)).orElse(copy);
    }

    private Optional<Path> original() {
        return arguments
                .path("config_file")
                .stringValueOpt()
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Files::isRegularFile);
    }

    private static boolean same(Path file, Path copy) {
        try {
            return Files.mismatch(file, copy) < 0;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    /// Where data sets were looked up, if that place is still there.
    private Optional<GivenOption> datasets(Map<String, GivenOption> before, Path configuration) {
        Optional<GivenOption> given =
                Optional.ofNullable(before.get(DATASETS)).filter(option -> Files.isDirectory(Path.of(option.value())));
        Optional<Path> beside = original()
                .filter(file -> !file.equals(configuration))
                .map(file -> file.toAbsolutePath().getParent());
        return given.or(() -> beside.map(folder -> option(DATASETS, folder.toString())));
    }

    private static GivenOption option(String key, String value) {
        return new GivenOption("--" + key, ExperimentFile.SECTION, value);
    }

    /// The graph of the run and, where it is not there, as many nodes on another: what a node holds does not depend on
    /// its neighbours.
    private Map<String, GivenOption> graph() {
        Map<String, GivenOption> options = new LinkedHashMap<>();
        Optional<Path> copy = graphCopy();
        if (copy.isPresent()) {
            options.put(GRAPH, option(GRAPH, copy.get().toString()));
            arguments
                    .path("graph_type")
                    .stringValueOpt()
                    .ifPresent(type -> options.put("graph_type", option("graph-type", type)));
            return options;
        }
        int nodes = nodes().orElseThrow(() -> BadInput.must(run.toString(), "say how many nodes there are", "silent")
                .cure("give the graph of the run with --graph FILE"));
        options.put(NODES, option(NODES, Integer.toString(nodes)));
        options.put(GRAPH, option(GRAPH, nodes < 3 ? "complete" : "ring"));
        return options;
    }

    private Optional<Path> graphCopy() {
        Path machine = run.resolve("machine0");
        Stream<String> named = Stream.of(arguments.path("graph_file"), job.path("GRAPH_FILE"))
                .flatMap(name -> name.stringValueOpt().stream())
                .filter(name -> !name.isEmpty())
                .map(name -> Path.of(name).getFileName().toString());
        return named.map(machine::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .or(() -> onlyGraph(machine));
    }

    private static Optional<Path> onlyGraph(Path machine) {
        if (!Files.isDirectory(machine)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(machine)) {
            List<Path> graphs = files.filter(file ->
                            GRAPH_ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith))
                    .toList();
            return graphs.size() == 1 ? Optional.of(graphs.getFirst()) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + machine, failure);
        }
    }

    private Optional<Integer> nodes() {
        JsonNode perMachine = arguments.path("procs_per_machine");
        JsonNode machines = arguments.path("machines");
        if (perMachine.path(0).isInt() && machines.isInt()) {
            return Optional.of(perMachine.path(0).intValue() * machines.intValue());
        }
        return job.path("NB_AGENTS").intValueOpt().stream().boxed().findFirst();
    }
}
