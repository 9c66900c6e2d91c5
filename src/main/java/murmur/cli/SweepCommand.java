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
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.SlurmSettings;
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
            "With --on, Ctrl-C leaves what runs alone, and the same command follows it again; murmur launch cancel ID"
                    + " ends it. For slurm, the folder of the runs must be on a disk that its nodes share.",
            "",
            "Examples: murmur sweep experiments/noise_sweep.ini",
            "          murmur sweep experiments/noise_sweep.ini --on slurm --jobs 4 -- --walltime 1:00:00"
        })
final class SweepCommand implements Callable<Integer> {
    /// How many runs at a time other machines get, as in the reference's batches.
    private static final int ELSEWHERE = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A configuration with a section [SWEEP].")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "-- OPTION",
            description = "With --on PLACE: options of murmur launch PLACE, such as -- --walltime 1:00:00.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"--output", "-o"},
            paramLabel = "DIR",
            description = "Where the runs go, a folder each (default: runs/NAME).")
    private @Nullable Path output;

    @Option(names = "--jobs", paramLabel = "N", description = "How many run side by side (default 1; with --on 20).")
    private @Nullable Integer jobs;

    @Mixin
    private final SweepPlace place = new SweepPlace();

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
        BadInput.unless(atATime() >= 1, "--jobs", "be at least 1", atATime());
        Optional<Object> launcher = place.command(file, words);
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
        Map<String, JobRunner.Outcome> outcomes = new LinkedHashMap<>();
        SweepLaunches launches = SweepLaunches.of(folder());
        Optional<SlurmSettings> array = launcher.flatMap(SweepPlace::array);
        launches.requireOnly(array.isPresent() && !force, launcher.isPresent() && array.isEmpty() && !force);
        List<String> known = goOn(launches, runs, outcomes);
        List<Configuration> open = runs.open().stream()
                .filter(each -> !known.contains(each.name()))
                .toList();
        if (!open.isEmpty() && !wanted(runs, open)) {
            console().say("murmur: nothing was run");
            return Main.WRONG_INPUT;
        }
        if (!open.isEmpty()) {
            boolean launched = launcher.isPresent() && array.isEmpty();
            List<Job> all = runs.jobs(open, launched);
            outcomes.putAll(launched ? launch(all, launches) : array.isPresent() ? submit(all, array.get()) : run(all));
        }
        SweepTable table = runs.table(outcomes);
        print(json ? table.json() : table.text());
        return table.allDone() ? Main.DONE : Main.FAILED;
    }

    private int atATime() {
        return jobs == null ? (place.name().isPresent() ? ELSEWHERE : 1) : jobs;
    }

    private SweepArray array() {
        return new SweepArray(file, folder(), spec.commandLine());
    }

    /// Follows the job array that an earlier command has left, if one has.
    ///
    /// @return its runs
    private List<String> goOn(SweepLaunches launches, SweepRuns runs, Map<String, JobRunner.Outcome> outcomes)
            throws IOException, InterruptedException {
        if (launches.array().isEmpty()) {
            return List.of();
        }
        LaunchFolder launch = launches.array().get();
        List<String> names = SweepArray.names(launch);
        runs.requireSame(names);
        outcomes.putAll(array().follow(launch));
        return names;
    }

    private Map<String, JobRunner.Outcome> submit(List<Job> open, SlurmSettings settings)
            throws IOException, InterruptedException {
        return array().follow(array().create(open, atATime(), settings));
    }

    private Map<String, JobRunner.Outcome> launch(List<Job> open, SweepLaunches launches) throws InterruptedException {
        LaunchedJobs runner = new LaunchedJobs(place.name().orElseThrow(), words, launches);
        return run(
                runner.marked(open),
                runner,
                () -> {},
                "murmur: left; what was launched goes on, and the same command follows it; murmur launch list shows it,"
                        + " murmur launch cancel ID ends it");
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
        console.say(runs.summary(plans, atATime()));
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

    private Map<String, JobRunner.Outcome> run(List<Job> open) throws InterruptedException {
        LocalJobs runner = new LocalJobs(atATime(), List.of());
        return run(open, runner, runner::stop, "murmur: interrupted; the same command goes on");
    }

    /// @param stop what else is to be done when this process is told to end
    /// @return how each job ended, by name
    private Map<String, JobRunner.Outcome> run(List<Job> open, JobRunner runner, Runnable stop, String lastWord)
            throws InterruptedException {
        Console console = console();
        Batch batch = new Batch(runner, atATime());
        Runnable interrupted = () -> {
            batch.stop();
            stop.run();
            console.say(lastWord);
        };
        try (ShutdownHook hook = ShutdownHook.of(interrupted)) {
            Map<String, JobRunner.Outcome> outcomes = new LinkedHashMap<>();
            batch.run(open, new SweepProgress(console, open.size()))
                    .forEach((job, outcome) -> outcomes.put(job.name(), outcome));
            return outcomes;
        }
    }
}
