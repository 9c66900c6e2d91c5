package murmur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a run that override keys of its configuration. They stay texts here: what a key may hold is
/// decided in one place, where configurations are read.
final class RunOptions {
    @Option(
            names = {"--graph", "-gf"},
            paramLabel = "FILE",
            description = "Graph: a file, or a generator such as 'regular 4', which needs --nodes.")
    private @Nullable String graph;

    @Option(
            names = {"--graph-type", "-gt"},
            paramLabel = "TYPE",
            description = "Format of the graph file: edges (default) or adjacency.")
    private @Nullable String graphType;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Number of nodes of a generated graph (default: that of the graph file).")
    private @Nullable String nodes;

    @Option(
            names = {"--iterations", "-is"},
            paramLabel = "N",
            description = "Training iterations (default 1).")
    private @Nullable String iterations;

    @Option(
            names = {"--averaging-rounds", "-as"},
            paramLabel = "K",
            description = "Mixing steps per iteration (default 1).")
    private @Nullable String averagingRounds;

    @Option(
            names = "--topology",
            paramLabel = "KIND",
            description =
                    "static (default); dynamic, dynamic-rounds: a new random graph of degree [NODE] graph_degree for"
                            + " every iteration, or every mixing step; el-local: every node sends to that many random"
                            + " nodes; one-peer-exponential.")
    private @Nullable String topology;

    @Option(
            names = {"--test-after", "-ta"},
            paramLabel = "N",
            description = "Evaluate on the test set every N iterations, and after the first (default 5).")
    private @Nullable String testAfter;

    @Option(
            names = {"--train-evaluate-after", "-tea"},
            paramLabel = "N",
            description = "Evaluate on the nodes' own samples every N iterations (default 1, which like in"
                    + " decentralizepy means after the first only).")
    private @Nullable String trainEvaluateAfter;

    @Option(
            names = {"--reset-optimizer", "-ro"},
            paramLabel = "0|1",
            description = "Whether optimisers forget after each iteration (default 1).")
    private @Nullable String resetOptimizer;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "float32 (default), or bfloat16: faster, where the processor has it, and less exact.")
    private @Nullable String precision;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "cpu (default); or cuda, cuda:N: a graphics card, where the program is built for it.")
    private @Nullable String device;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "Where a relative train_dir or test_dir, or one under /datasets, is looked up (default: the"
                    + " configuration's folder, then where murmur data fetch puts data sets).")
    private @Nullable String datasets;

    @Option(
            names = {"--log-dir", "-ld"},
            paramLabel = "DIR",
            description = "Result folder (default runs/NAME-TIME).")
    private @Nullable String logDir;

    @Option(
            names = {"--machines", "-ms"},
            paramLabel = "M",
            description = "Spread results over folders machine0 … machineM-1 (default 1).")
    private @Nullable String machines;

    @Option(
            names = {"--procs-per-machine", "-ps"},
            paramLabel = "P",
            description = "Nodes per machine folder (default: all nodes divided by M).")
    private @Nullable String procsPerMachine;

    @Option(
            names = "--workers",
            paramLabel = "W",
            description = "Training threads (default: one per core); never changes a result.")
    private @Nullable String workers;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "K",
            description = "Save the state of all nodes every K iterations, for --resume (default 0: never).")
    private @Nullable String checkpointEvery;

    @Option(
            names = {"--log-level", "-ll"},
            paramLabel = "L",
            description = "DEBUG, INFO (default), WARNING (no progress), ERROR or CRITICAL (no warnings either).")
    private @Nullable String logLevel;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Overrides [DATASET] random_seed (default: 97 for weights and mini-batches, 1234 for partitions).")
    private @Nullable String seed;

    /// The given options by the key they override.
    Map<String, GivenOption> overrides() {
        Map<String, GivenOption> given = new LinkedHashMap<>();
        put(given, "graph", graph);
        put(given, "graph_type", graphType);
        put(given, "nodes", nodes);
        put(given, "iterations", iterations);
        put(given, "averaging_rounds", averagingRounds);
        put(given, "topology", topology);
        put(given, "test_after", testAfter);
        put(given, "train_evaluate_after", trainEvaluateAfter);
        put(given, "reset_optimizer", resetOptimizer);
        put(given, "precision", precision);
        put(given, "device", device);
        put(given, "datasets", datasets);
        put(given, "log_dir", logDir);
        put(given, "machines", machines);
        put(given, "procs_per_machine", procsPerMachine);
        put(given, "workers", workers);
        put(given, "checkpoint_every", checkpointEvery);
        put(given, "log_level", logLevel);
        if (seed != null) {
            given.put("random_seed", new GivenOption("--seed", "DATASET", seed));
        }
        return given;
    }

    private static void put(Map<String, GivenOption> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, new GivenOption("--" + key.replace('_', '-'), ExperimentFile.SECTION, value));
        }
    }
}
