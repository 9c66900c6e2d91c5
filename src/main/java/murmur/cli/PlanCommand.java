package murmur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.launch.grid5000.Walltime;
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

/// `murmur plan`.
@Command(
        name = "plan",
        description = "Say what a run will cost: bytes sent, disk, memory, time; and whether it can work at all.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing is run but about ten seconds of training, by which the time is estimated. A data set that is not"
                    + " here is replaced by samples of the same shape. Exit status 2: it cannot work, or takes longer"
                    + " than the walltime.",
            "",
            "Example: murmur plan experiments/quickstart.ini --iterations 10000 --walltime 0:30:00"
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            description = "Configurations, or JSON files of decentralizepy for Grid'5000.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> targets;

    @Option(
            names = "--search",
            paramLabel = "DIR",
            description = "Where else the files are looked for that a JSON file names; may be given several times.")
    private List<Path> search = List.of();

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "Cores of each machine (default: those of the cluster a JSON file names, else of this one).")
    private @Nullable Integer cores;

    @Option(
            names = "--walltime",
            paramLabel = "H:MM:SS",
            description = "How long the run may take (default: as the JSON file says, or without a limit).")
    private @Nullable String walltime;

    @Option(names = "--no-calibration", description = "Train nothing, and say nothing of time.")
    private boolean uncalibrated;

    @Option(names = "--json", description = "Print the plan as JSON; several plans as a list.")
    private boolean json;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException {
        Console console = new Console(spec.commandLine(), "INFO");
        Planner planner = new Planner(wishes(), console::say);
        List<Plan> plans = new ArrayList<>();
        List<BadInput> refusals = new ArrayList<>();
        for (Path target : targets) {
            try {
                plans.add(planner.plan(Target.read(target, search, options.overrides())));
            } catch (BadInput refusal) {
                refusals.add(refusal);
            }
        }
        PlanTable table = new PlanTable(plans, targets.size() > 1);
        spec.commandLine().getOut().print(json ? table.json() : table.text());
        spec.commandLine().getOut().flush();
        plans.stream().filter(plan -> !plan.fits()).map(PlanCommand::tooLong).forEach(refusals::add);
        if (targets.size() == 1 && !refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        refusals.forEach(refusal -> console.say("murmur: " + refusal.getMessage()));
        return refusals.isEmpty() ? Main.DONE : Main.WRONG_INPUT;
    }

    private Planner.Wishes wishes() {
        BadInput.unless(cores == null || cores >= 1, "--cores", "be at least 1", cores);
        return new Planner.Wishes(
                cores == null ? OptionalInt.empty() : OptionalInt.of(cores),
                Optional.ofNullable(walltime).map(PlanCommand::walltime),
                !uncalibrated);
    }

    private static Walltime walltime(String text) {
        try {
            return Walltime.parse(text);
        } catch (BadInput bad) {
            throw bad.at("--walltime");
        }
    }

    private static BadInput tooLong(Plan plan) {
        String needed = PlanTable.clock(plan.time().orElseThrow().total());
        return BadInput.must(
                        "walltime",
                        "be at least the " + needed + " this seems to take",
                        plan.walltime().orElseThrow())
                .at(plan.name())
                .cure("it does not fit: give it more time, machines or --cores, or fewer iterations");
    }
}
