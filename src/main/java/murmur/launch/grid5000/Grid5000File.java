package murmur.launch.grid5000;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.data.Sha256;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.Placement;

/// One of the reference's `g5k_config/*.json`: an experiment and the reservation it runs in.
///
/// @param path the file itself
/// @param nodes `NB_AGENTS`
/// @param machines `NB_MACHINE`, at most as many
/// @param ignored keys that mean nothing, to the reference neither
public record Grid5000File(
        Path path, int nodes, int machines, Work work, Reservation reservation, Keeping keeping, List<String> ignored) {
    private static final int LONGEST_NAME = 100;
    private static final int DIGEST = 16;

    /// @throws BadInput when there are fewer nodes than machines
    public Grid5000File {
        ignored = List.copyOf(ignored);
        if (nodes < machines) {
            throw BadInput.must("NB_AGENTS", "be at least NB_MACHINE, " + machines, nodes)
                    .at(path.toString());
        }
    }

    /// What runs.
    ///
    /// @param graphFile `GRAPH_FILE`, a name to be [found][Grid5000Inputs]
    /// @param configName `CONFIG_NAME`, another
    /// @param script `EVAL_FILE`
    /// @param iterations `NB_ITERATION`
    /// @param averagingSteps `AVERAGING_STEPS`, 1 where it is not given; not every script honours it
    /// @param testAfter `TEST_AFTER`: the period of both kinds of evaluation
    /// @param logLevel `LOG_LEVEL`
    public record Work(
            String graphFile,
            String configName,
            EvaluationScript script,
            int iterations,
            int averagingSteps,
            int testAfter,
            String logLevel) {
        /// How often nodes mix in each iteration.
        public int averagingRounds() {
            return script.severalRounds() ? averagingSteps : 1;
        }
    }

    /// Where and for how long.
    ///
    /// @param jobName `job_name`, of any length
    /// @param walltime as given, without the ten minutes more that are reserved
    /// @param queue `default` where it is not given
    /// @param jobTypes `job_type`; none in the queue `production`
    public record Reservation(String jobName, Walltime walltime, String cluster, String queue, List<String> jobTypes) {
        public Reservation {
            jobTypes = List.copyOf(jobTypes);
        }

        /// The name for the scheduler: one of more than 100 characters is cut, and ends in a digest of the whole.
        public String schedulerName() {
            if (jobName.length() <= LONGEST_NAME) {
                return jobName;
            }
            String digest = Sha256.of(jobName.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
            return jobName.substring(0, LONGEST_NAME - 1 - DIGEST) + "-" + digest;
        }
    }

    /// What becomes of the results.
    ///
    /// @param localSaveDir `LOCAL_SAVE_DIR`, where they are brought
    /// @param everything `DOWNLOAD_ALL`: logs, graphs and pictures, too
    /// @param groupStorage `STORAGE`: whether they are kept in the group's storage until then, else at home
    public record Keeping(String localSaveDir, boolean everything, boolean groupStorage) {}

    /// @throws BadInput naming file and key of whatever cannot be used
    public static Grid5000File read(Path path) {
        JsonKeys keys = new JsonKeys(path);
        Work work = new Work(
                keys.text("GRAPH_FILE"),
                keys.text("CONFIG_NAME"),
                keys.made("EVAL_FILE", EvaluationScript::named),
                keys.whole("NB_ITERATION"),
                keys.whole("AVERAGING_STEPS", 1),
                keys.whole("TEST_AFTER"),
                keys.text("LOG_LEVEL"));
        String queue = keys.find("queue").orElse("default");
        List<String> types = keys.texts("job_type");
        Reservation reservation = new Reservation(
                keys.text("job_name"),
                keys.made("walltime", Walltime::parse),
                keys.text("cluster"),
                queue,
                queue.equals("production") ? List.of() : types);
        Keeping keeping = new Keeping(keys.text("LOCAL_SAVE_DIR"), keys.truth("DOWNLOAD_ALL"), groupStorage(keys));
        int nodes = keys.whole("NB_AGENTS");
        int machines = keys.whole("NB_MACHINE");
        return new Grid5000File(path, nodes, machines, work, reservation, keeping, keys.ignored());
    }

    /// The reference takes any value for the group's storage, even `HOME`.
    private static boolean groupStorage(JsonKeys keys) {
        return keys.find("STORAGE")
                .filter(value -> !value.equalsIgnoreCase("HOME"))
                .isPresent();
    }

    /// How many nodes each machine has: where they do not divide evenly, the first ones have one more.
    public List<Integer> nodesPerMachine() {
        return Placement.spread(nodes, machines).nodesPerMachine();
    }

    /// What the container passes to the script, as options of `murmur run` on [the configuration][Grid5000Inputs].
    ///
    /// @param graph the file that [Work#graphFile] names
    public Map<String, GivenOption> overrides(Path graph) {
        Map<String, GivenOption> given = new LinkedHashMap<>();
        put(given, "graph", "GRAPH_FILE", graph);
        put(given, "nodes", "NB_AGENTS", nodes);
        put(given, "iterations", "NB_ITERATION", work.iterations());
        put(given, "averaging_rounds", "AVERAGING_STEPS", work.averagingRounds());
        put(given, "topology", "EVAL_FILE", work.script().topology());
        put(given, "test_after", "TEST_AFTER", work.testAfter());
        put(given, "train_evaluate_after", "TEST_AFTER", work.testAfter());
        // The container always passes -ro 0.
        put(given, "reset_optimizer", "EVAL_FILE", 0);
        put(given, "machines", "NB_MACHINE", machines);
        put(
                given,
                "procs_per_machine",
                "NB_MACHINE",
                nodesPerMachine().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        put(given, "log_level", "LOG_LEVEL", work.logLevel());
        return given;
    }

    private void put(Map<String, GivenOption> given, String key, String name, Object value) {
        given.put(key, new GivenOption(path + ": " + name, ExperimentFile.SECTION, value.toString()));
    }
}
