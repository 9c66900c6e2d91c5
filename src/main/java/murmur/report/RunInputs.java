package murmur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.experiment.Wiring;
import murmur.node.Schedule;
import murmur.topology.GraphFile;
import tools.jackson.databind.json.JsonMapper;

/// What a run was started with, written where the reference and its tools look for it: `config.ini` and
/// `g5k_config.json`
/// in the result folder, the configuration, the graph and `args.json` in the folder of every machine.
final class RunInputs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GENERATED_GRAPH = "graph.edges";

    private final Experiment experiment;
    private final ResultFolder folder;
    private final RunRecord.Origin origin;
    private final Path configuration;

    RunInputs(Experiment experiment, ResultFolder folder, RunRecord.Origin origin) {
        this.experiment = experiment;
        this.folder = folder;
        this.origin = origin;
        configuration = origin.configuration();
    }

    void write() throws IOException {
        for (int machine : folder.machines(experiment.placement())) {
            Path target = Files.createDirectories(folder.machine(machine));
            if (machine == 0) {
                copy(configuration, folder.path().resolve(ResultFolder.CONFIGURATION));
                ResultFolder.replace(folder.path().resolve(ResultFolder.JOB), JSON.writeValueAsBytes(job()));
                writeModel(target);
            }
            copy(configuration, target.resolve(configuration.getFileName()));
            writeGraph(target);
            ResultFolder.replace(target.resolve("args.json"), JSON.writeValueAsBytes(arguments(machine)));
        }
    }

    private void writeGraph(Path target) throws IOException {
        Wiring wiring = experiment.exchange().wiring();
        Optional<Path> file = graphFile();
        if (file.isPresent()) {
            copy(file.get(), target.resolve(file.get().getFileName()));
        } else if (wiring.graph().isPresent()) {
            GraphFile.write(wiring.graph().get(), target.resolve(GENERATED_GRAPH), GraphFile.Format.EDGES);
        }
    }

    private void writeModel(Path target) throws IOException {
        Optional<Path> file = experiment.learning().model().file();
        if (file.isPresent()) {
            copy(file.get(), target.resolve(file.get().getFileName()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(to) || !Files.isSameFile(from, to)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String graphName() {
        boolean generated = experiment.exchange().wiring().graph().isPresent();
        return graphFile().map(file -> file.getFileName().toString()).orElse(generated ? GENERATED_GRAPH : "");
    }

    private Optional<Path> graphFile() {
        return experiment.exchange().wiring().graphFile().map(Experiment.GraphOrigin::file);
    }

    private GraphFile.Format graphFormat() {
        return experiment
                .exchange()
                .wiring()
                .graphFile()
                .map(Experiment.GraphOrigin::format)
                .orElse(GraphFile.Format.EDGES);
    }

    /// The arguments of the reference's own scripts that amount to this run.
    private Map<String, Object> arguments(int machine) {
        Placement placement = experiment.placement();
        Schedule schedule = experiment.schedule();
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("machine_id", machine);
        arguments.put("procs_per_machine", perMachine(placement));
        arguments.put("machines", placement.machines());
        arguments.put("log_dir", folder.path().toString());
        arguments.put("weights_store_dir", folder.path().toString());
        arguments.put("iterations", schedule.iterations());
        arguments.put("config_file", configuration.toString());
        arguments.put("log_level", origin.logLevel());
        arguments.put("graph_file", graphFile().map(Path::toString).orElse(GENERATED_GRAPH));
        arguments.put("graph_type", graphFormat().toString());
        arguments.put("test_after", schedule.testAfter());
        arguments.put("train_evaluate_after", schedule.trainEvaluateAfter());
        arguments.put("reset_optimizer", schedule.resetOptimizer() ? 1 : 0);
        arguments.put("working_rate", 1.0);
        arguments.put("averaging_rounds", schedule.mixingSteps());
        return arguments;
    }

    /// As the reference takes it: one number where all machines have equally many nodes.
    private static List<Integer> perMachine(Placement placement) {
        List<Integer> all = placement.nodesPerMachine();
        return all.stream().distinct().count() == 1 ? all.subList(0, 1) : all;
    }

    /// What the reference's notebooks ask of a run: how many nodes on how many machines.
    private Map<String, Object> job() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", experiment.name());
        job.put("NB_AGENTS", experiment.nodes());
        job.put("NB_MACHINE", experiment.placement().machines());
        job.put("NB_ITERATION", experiment.schedule().iterations());
        job.put("AVERAGING_STEPS", experiment.schedule().mixingSteps());
        job.put("TEST_AFTER", experiment.schedule().testAfter());
        job.put("GRAPH_FILE", graphName());
        job.put("LOG_LEVEL", origin.logLevel());
        job.put("CONFIG_NAME", ResultFolder.CONFIGURATION);
        return job;
    }
}
