package murmur.launch.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.Placement;
import murmur.launch.grid5000.Grid5000File;
import murmur.launch.grid5000.Grid5000Inputs;
import murmur.node.Always;
import murmur.node.MarkovDropout;

/// What is to be planned or launched: a configuration with the options that override its keys, from an `.ini` file or
/// from one of Grid'5000.
///
/// @param path the file the user named
/// @param configuration the `.ini` file
/// @param overrides the options of `murmur run` that make the same experiment of it
/// @param perNode whether no graph is given, so that one of a few nodes stands in for it
/// @param remarks what the user should know
public record Target(
        Path path,
        Path configuration,
        Map<String, GivenOption> overrides,
        Optional<Grid5000File> grid5000,
        Experiment experiment,
        boolean perNode,
        List<String> remarks) {
    private static final String JSON = ".json";
    private static final String MACHINES = "machines";
    private static final String PER_MACHINE = "procs_per_machine";
    private static final String NODE = "NODE";

    public Target {
        overrides = Map.copyOf(overrides);
        remarks = List.copyOf(remarks);
    }

    /// @param search further folders with the files that one of Grid'5000 names
    /// @param options what the user gave besides; they win
    /// @throws BadInput naming file and key of whatever cannot work
    public static Target read(Path path, List<Path> search, Map<String, GivenOption> options) {
        return path.toString().endsWith(JSON) ? grid5000(path, search, options) : ini(path, options);
    }

    private static Target ini(Path path, Map<String, GivenOption> options) {
        OptionalInt degree = ExperimentFile.degreeWithoutGraph(path, options);
        Map<String, GivenOption> given = new LinkedHashMap<>(options);
        List<String> remarks = new ArrayList<>();
        if (degree.isPresent()) {
            String nodes = Integer.toString(degree.getAsInt() + 1);
            given.put("graph", new GivenOption("[NODE] graph_degree", ExperimentFile.SECTION, "complete"));
            given.put("nodes", new GivenOption("[NODE] graph_degree", ExperimentFile.SECTION, nodes));
            remarks.add("no graph is given: planned for one node with [NODE] graph_degree = " + degree.getAsInt()
                    + " neighbours; --graph FILE plans all nodes");
        }
        spread(path, given);
        Experiment experiment = ExperimentFile.read(path, given).experiment();
        return new Target(path, path, given, Optional.empty(), experiment, degree.isPresent(), remarks);
    }

    /// Nodes that do not divide evenly are spread: the first machines have one more.
    private static void spread(Path configuration, Map<String, GivenOption> given) {
        GivenOption machines = given.get(MACHINES);
        if (machines == null
                || given.containsKey(PER_MACHINE)
                || !machines.value().matches("[1-9]\\d{0,5}")) {
            return;
        }
        Map<String, GivenOption> without = new LinkedHashMap<>(given);
        without.put(MACHINES, new GivenOption(machines.name(), machines.section(), "1"));
        without.put(PER_MACHINE, new GivenOption(machines.name(), machines.section(), "1"));
        int nodes = ExperimentFile.nodes(configuration, without);
        int count = Integer.parseInt(machines.value());
        if (nodes < count) {
            throw BadInput.must(machines.name(), "be at most the number of nodes, " + nodes, count);
        }
        String counts = Placement.spread(nodes, count).nodesPerMachine().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        given.put(PER_MACHINE, new GivenOption(machines.name(), machines.section(), counts));
    }

    private static Target grid5000(Path path, List<Path> search, Map<String, GivenOption> options) {
        Grid5000File file = Grid5000File.read(path);
        Grid5000Inputs inputs = Grid5000Inputs.of(file, search);
        Map<String, GivenOption> given = new LinkedHashMap<>(file.overrides(inputs.graph()));
        if (options.containsKey("graph")) {
            given.remove("nodes");
        }
        if (options.containsKey(MACHINES) || options.containsKey("graph") || options.containsKey("nodes")) {
            given.remove(PER_MACHINE);
        }
        given.putAll(options);
        spread(inputs.configuration(), given);
        Experiment experiment =
                ExperimentFile.read(inputs.configuration(), given).experiment();
        List<String> remarks = remarks(file);
        if (!file.work().script().dropout() && experiment.exchange().participation() instanceof MarkovDropout) {
            remarks.add(file.work().script().file() + " knows no dropout: [NODE] dropout_rate is not used");
            given.put("dropout_rate", new GivenOption(path + ": EVAL_FILE", NODE, "0"));
            experiment = ExperimentFile.read(inputs.configuration(), given).experiment();
        }
        if (file.work().script().dropout() && experiment.exchange().participation() instanceof Always) {
            throw BadInput.must(
                            "[NODE] dropout_rate",
                            "be above 0 for " + file.work().script().file(),
                            "absent")
                    .at(inputs.configuration().toString())
                    .cure("give it, or use testingPeerSamplerMultipleAvgRounds.py");
        }
        return new Target(path, inputs.configuration(), given, Optional.of(file), experiment, false, remarks);
    }

    private static List<String> remarks(Grid5000File file) {
        List<String> remarks = new ArrayList<>();
        Grid5000File.Work work = file.work();
        if (work.averagingSteps() != work.averagingRounds()) {
            remarks.add(work.script().file() + " mixes once per iteration: AVERAGING_STEPS = " + work.averagingSteps()
                    + " is not used");
        }
        if (file.nodes() % file.machines() != 0) {
            remarks.add("NB_AGENTS is no multiple of NB_MACHINE: the first machines have a node more");
        }
        if (!file.ignored().isEmpty()) {
            remarks.add("keys that mean nothing: " + String.join(", ", file.ignored()));
        }
        return remarks;
    }
}
