package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.attack.Finding;
import murmur.experiment.AttackPlan;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.EmbeddedRun;
import murmur.node.NodeEvent;
import murmur.report.EvaluationTable;
import murmur.report.LiveAttack;
import murmur.report.ResultFolder;
import murmur.report.RunRecord;
import murmur.training.Workers;
import org.jspecify.annotations.Nullable;
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

    @Mixin
    private final ResultOptions results = new ResultOptions();

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "Divide the nodes among N processes on this machine that talk over the network.")
    private @Nullable Integer hosts;

    @Option(names = "--json", description = "Print the final table as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant started = Instant.now();
        Configured configured = ExperimentFile.read(file, options.overrides());
        Path logDir = configured.settings().logDir().orElseGet(() -> defaultFolder(configured));
        ResultFolder folder = results.folder(logDir, file, OptionalInt.empty());
        Console console = new Console(spec.commandLine(), configured.settings().logLevel());
        configured.experiment().learning().model().device().prepare();
        configured.attack().ifPresent(this::requireOneProcessFromTheStart);
        if (hosts != null) {
            return new LocalHosts(console, file, options.overrides(), hosts).run(configured, folder, results.resume());
        }
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        configured.attack().ifPresent(plan -> LiveAttack.check(run, plan));
        console.warnAbout(run);
        RunRecord.Origin origin = new RunRecord.Origin(
                file, main.words(), started, configured.settings().logLevel(), results.resume());
        List<Finding> findings = new ArrayList<>();
        WatchedRun watched = new WatchedRun(run, folder, origin, console);
        EvaluationTable table = watched.conduct(
                configured.settings().checkpointEvery(),
                watch -> findings.addAll(run(run, configured, watch, console)));
        new Summary(run, table, findings, folder.path())
                .print(spec.commandLine().getOut(), json);
        return Main.DONE;
    }

    /// What attacks found before is in no checkpoint, and no host sees the messages of all.
    private void requireOneProcessFromTheStart(AttackPlan plan) {
        if (hosts != null || results.resume()) {
            throw BadInput.must("[ATTACK]", "be in runs of one process from their start", "with --hosts or --resume")
                    .at(plan.place())
                    .cure("have the run save models, and attack them afterwards with murmur attack");
        }
    }

    /// Runs the experiment, under attack if that is what the configuration asks for.
    ///
    /// @return what the attacks found
    private List<Finding> run(EmbeddedRun run, Configured configured, WatchedRun.Watch watch, Console console)
            throws InterruptedException {
        try (Workers workers = run.workers(configured.settings().workers())) {
            if (configured.attack().isEmpty()) {
                run.run(workers, watch.observer(), watch.checkpoints(), results.resume());
                return List.of();
            }
            AttackPlan plan = configured.attack().get();
            try (AttackProgress shown = new AttackProgress("attacks", console);
                    LiveAttack attack = LiveAttack.start(run, plan, watch.folder(), workers, shown)) {
                watch.interruption().write(attack::finish);
                NodeEvent.Observer both = NodeEvent.Observer.all(List.of(watch.observer(), attack));
                run.run(workers, both, watch.checkpoints(), false);
                return attack.conclude();
            }
        }
    }

    /// The options that override keys of the configuration.
    Map<String, GivenOption> overrides() {
        return options.overrides();
    }

    static Path defaultFolder(Configured configured) {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Path.of("runs", configured.experiment().name() + "-" + time);
    }
}
