package murmur.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.sweep.SweepFile;
import murmur.experiment.sweep.SweepFile.Configuration;
import murmur.launch.batch.Batch;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.launch.plan.Plan;
import murmur.launch.plan.Planner;
import murmur.launch.plan.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur sweep`.
@Command(
        name = "sweep",
        description = "Run one configuration with every combination of the values that its section [SWEEP] lists.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is done already is left alone, what failed or was interrupted is run again, so that the same command"
                    + " goes on where it was stopped. murmur report DIR puts the runs side by side.",
            "",
            "Example: murmur sweep experiments/noise_sweep.ini"
        })
final class SweepCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A configuration with a section [SWEEP].")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "DIR",
            description = "Where the runs go, a folder each (default: runs/NAME).")
    private @Nullable Path output;

    @Option(names = "--jobs", paramLabel = "N", description = "How many run side by side (default 1).")
    private int jobs = 1;

    @Option(names = "--list", description = "Only list the runs, with what they will cost.")
    private boolean listed;

    @Option(
            names = {"--yes", "-y"},
            description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Run again what is done, and replace results of other configurations in these folders.")
    private boolean force;

    @Option(names = "--no-calibration", description = "Say nothing of how long it will take.")
    private boolean uncalibrated;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        BadInput.unless(jobs >= 1, "--jobs", "be at least 1", jobs);
        Map<String, GivenOption> overrides = new LinkedHashMap<>(options.overrides());
        if (overrides.containsKey("log_dir")) {
            throw BadInput.must("--log-dir", "be left out of a sweep", "given").cure("use --output DIR");
        }
        SweepRuns runs = new SweepRuns(folder(), SweepFile.read(file, overrides), force);
        runs.requireSame();
        if (listed) {
            print(PlanTable.of(plans(runs.configurations())));
            return Main.DONE;
        }
        List<Configuration> open = runs.open();
        if (!open.isEmpty() && !wanted(runs, open)) {
            console().say("murmur: nothing was run");
            return Main.WRONG_INPUT;
        }
        Map<String, JobRunner.Outcome> outcomes = run(runs.jobs(open));
        SweepTable table = runs.table(outcomes);
        print(json ? table.json() : table.text());
        return table.allDone() ? Main.DONE : Main.FAILED;
    }

    private Path folder() {
        String name = Objects.requireNonNull(file.getFileName()).toString().replaceFirst("\\.[^.]*$", "");
        return output == null ? Path.of("runs").resolve(name) : output;
    }

    private Console console() {
        return new Console(spec.commandLine(), "INFO");
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private void print(PlanTable table) {
        print(json ? table.json() : table.text());
    }

    private List<Plan> plans(List<Configuration> configurations) throws InterruptedException {
        Console console = console();
        Planner.Wishes wishes = new Planner.Wishes(OptionalInt.empty(), Optional.empty(), !uncalibrated);
        Planner planner = new Planner(wishes, console::say);
        List<Plan> plans = new ArrayList<>();
        for (Configuration each : configurations) {
            plans.add(planner.plan(target(each)));
        }
        return plans;
    }

    private Target target(Configuration configuration) {
        return new Target(
                Path.of(configuration.name()),
                file,
                Map.of(),
                Optional.empty(),
                ExperimentFile.read(file, configuration.ini()).experiment(),
                false,
                List.of());
    }

    /// Lists what is to be run, and asks whether it shall be.
    private boolean wanted(SweepRuns runs, List<Configuration> open) throws IOException, InterruptedException {
        Console console = console();
        boolean terminal = hasTerminal();
        if (!yes && !terminal) {
            throw BadInput.must("murmur sweep", "be able to ask on a terminal", "without one")
                    .cure("give --yes to have " + open.size()
                            + " runs started without being asked, or --list to see them");
        }
        List<Plan> plans = plans(open);
        PlanTable.of(plans).text().lines().forEach(console::say);
        console.say(runs.summary(plans, jobs));
        if (yes) {
            return true;
        }
        spec.commandLine().getErr().print("Run them? [y/N] ");
        spec.commandLine().getErr().flush();
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String answer = answers.readLine();
        return answer != null && answer.strip().matches("(?i)y|yes");
    }

    @SuppressWarnings("SystemConsoleNull") // It is null where the JVM has no module for consoles.
    private static boolean hasTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// @return how each job ended, by name
    private Map<String, JobRunner.Outcome> run(List<Job> open) throws InterruptedException {
        Console console = console();
        LocalJobs runner = new LocalJobs(jobs, List.of());
        Batch batch = new Batch(runner, jobs);
        Runnable interrupted = () -> {
            batch.stop();
            runner.stop();
            console.say("murmur: interrupted; the same command goes on");
        };
        try (ShutdownHook hook = ShutdownHook.of(interrupted)) {
            Map<String, JobRunner.Outcome> outcomes = new LinkedHashMap<>();
            batch.run(open, new SweepProgress(console, open.size()))
                    .forEach((job, outcome) -> outcomes.put(job.name(), outcome));
            return outcomes;
        }
    }
}
