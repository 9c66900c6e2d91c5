package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.attack.Finding;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.EmbeddedRun;
import murmur.node.NodeEvent;
import murmur.report.EvaluationTable;
import murmur.report.LiveAttack;
import murmur.report.ResultFolder;
import murmur.report.RunLog;
import murmur.report.RunRecord;
import murmur.training.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `murmur run`.
@Command(
        name = "run",
        description = "Run an experiment on this machine.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The options from --graph to --log-level override the key of the same name in the file's [EXPERIMENT]"
                    + " section: --test-after is test_after. docs/configuration.md explains every key.",
            "",
            "Example: murmur run experiments/quickstart.ini --iterations 100"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(paramLabel = "CONFIG.ini", description = "The configuration; decentralizepy's are understood.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--force", description = "Replace results that are already in the result folder.")
    private boolean force;

    @Option(names = "--json", description = "Print the final table as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant started = Instant.now();
        Configured configured = ExperimentFile.read(file, options.overrides());
        Path logDir = configured.settings().logDir().orElseGet(() -> defaultFolder(configured));
        ResultFolder folder = ResultFolder.at(logDir, file, force);
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        configured.attack().ifPresent(plan -> LiveAttack.check(run, plan));
        Console console = new Console(spec.commandLine(), configured.settings().logLevel());
        console.warnAbout(run);
        RunRecord.Origin origin = new RunRecord.Origin(
                file, main.words(), started, configured.settings().logLevel());
        RunRecord record = RunRecord.start(folder, run, origin);
        EvaluationTable table = new EvaluationTable(run.experiment().nodes());
        List<Finding> findings;
        try (RunLog log = RunLog.open(
                        folder.path().resolve("run.log"), configured.settings().logLevel());
                Interruption interruption = new Interruption(record, console);
                Progress progress = Progress.of(run.experiment(), table, console)) {
            log.start(run.experiment());
            List<NodeEvent.Observer> observers = List.of(record, table, progress, log);
            findings = run(run, configured, record.folder(), observers, interruption);
            record.finish(RunRecord.DONE);
        } finally {
            // Only the first call counts: this one is for runs that failed.
            record.finish(RunRecord.FAILED);
        }
        new Summary(run, table, findings, folder.path())
                .print(spec.commandLine().getOut(), json);
        return Main.DONE;
    }

    /// Runs the experiment, under attack if that is what the configuration asks for.
    ///
    /// @return what the attacks found
    private static List<Finding> run(
            EmbeddedRun run,
            Configured configured,
            Path folder,
            List<NodeEvent.Observer> observers,
            Interruption interruption)
            throws InterruptedException {
        try (Workers workers = run.workers(configured.settings().workers())) {
            if (configured.attack().isEmpty()) {
                run.run(workers, NodeEvent.Observer.all(observers));
                return List.of();
            }
            try (LiveAttack attack = LiveAttack.start(run, configured.attack().get(), folder, workers)) {
                interruption.write(attack::finish);
                run.run(workers, NodeEvent.Observer.all(List.of(NodeEvent.Observer.all(observers), attack)));
                return attack.conclude();
            }
        }
    }

    /// The options that override keys of the configuration.
    Map<String, GivenOption> overrides() {
        return options.overrides();
    }

    private static Path defaultFolder(Configured configured) {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Path.of("runs", configured.experiment().name() + "-" + time);
    }
}
