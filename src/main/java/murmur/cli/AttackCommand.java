package murmur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.attack.Assessment.Adversary;
import murmur.attack.Attack;
import murmur.attack.Attacks;
import murmur.attack.Finding;
import murmur.attack.View;
import murmur.attack.Views;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.NumberList;
import murmur.report.AttackFiles;
import murmur.report.SavedAttack;
import murmur.report.SavedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur attack`.
@Command(
        name = "attack",
        description = "Measure what leaks: attack the models that finished runs saved, ours or decentralizepy's.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A run saves models when its configuration has save_models_for_attacks = N in [SHARING]. Results go to its"
                    + " folder: <attack>_<run>.csv as notebooks read them, and attacks.csv. docs/attacks.md explains"
                    + " every figure.",
            "",
            "Example: murmur attack runs/* --attacks threshold,linkability"
        })
final class AttackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Result folders of runs.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> runs;

    @Option(
            names = "--attacks",
            paramLabel = "NAME",
            split = ",",
            description = "Which, separated by commas (default threshold,biasedthreshold,linkability); all are"
                    + " ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    private List<String> attacks = Attacks.quick();

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "What the adversary reads: first (default; what each node sends to its first neighbour),"
                    + " neighbours (each neighbour for itself), coalition:1,2,5 (these nodes together) or eavesdropper"
                    + " (all links). Runs save what goes to the first neighbour only.")
    private String view = "first";

    @Option(
            names = "--iterations",
            paramLabel = "LIST",
            description = "Attack models of these iterations only, such as 1,100-500 (default: all that were saved).")
    private @Nullable String iterations;

    @Option(
            names = "--victims",
            paramLabel = "LIST",
            description = "Attack models of these nodes only, such as 0-9 (default: all).")
    private @Nullable String victims;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "Where the data sets are (default: where the run found them).")
    private @Nullable String datasets;

    @Option(
            names = {"--graph", "-gf"},
            paramLabel = "FILE",
            description = "The graph of the run (default: the copy in its folder).")
    private @Nullable String graph;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where models are evaluated: cpu, cuda or cuda:N (default: where the run computed).")
    private @Nullable String device;

    @Option(names = "--workers", paramLabel = "W", description = "Threads (default: one per core).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--force", description = "Replace results of these attacks that are already there.")
    private boolean force;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    /// The names of all attacks, for the help.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(Attacks.names());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        BadInput.unless(workers >= 1, "--workers", "be at least 1", workers);
        SavedRun.Choice chosen =
                new SavedRun.Choice(numbers("--iterations", iterations), numbers("--victims", victims));
        View read = parsed("--view", () -> Views.parse(view));
        List<Attack> named = attacks.stream()
                .distinct()
                .map(name -> parsed("--attacks", () -> Attacks.named(name)))
                .toList();
        runs.forEach(run -> AttackFiles.check(run, names(named), force));
        Console console = new Console(spec.commandLine(), "INFO");
        AttackTable table = new AttackTable();
        List<BadInput> refused = new ArrayList<>();
        for (Path run : runs) {
            try {
                table.add(attack(run, chosen, new Adversary(read, named), console));
            } catch (BadInput bad) {
                if (runs.size() == 1) {
                    throw bad;
                }
                refused.add(bad);
                console.warn(run + " is not attacked, the other runs are: " + bad.getMessage());
            }
        }
        table.print(spec.commandLine().getOut(), json);
        return refused.isEmpty() ? Main.DONE : Main.WRONG_INPUT;
    }

    private AttackTable.Attacked attack(Path run, SavedRun.Choice chosen, Adversary adversary, Console console)
            throws InterruptedException {
        SavedRun saved = SavedRun.open(run, new SavedRun.Options(new EarlierCommand(console)::options, now()), chosen);
        saved.warnings().forEach(warning -> console.warn(run + ": " + warning));
        SavedAttack attack = new SavedAttack(saved, adversary);
        List<Finding> findings;
        try (AttackProgress progress = new AttackProgress(saved.name(), console)) {
            findings = attack.run(workers, progress);
        }
        attack.problems().forEach(problem -> console.warn("not attacked: " + problem));
        AttackFiles.write(saved.folder(), names(adversary.attacks()), findings);
        return new AttackTable.Attacked(saved, findings);
    }

    private static List<String> names(List<Attack> attacks) {
        return attacks.stream().map(Attack::name).toList();
    }

    private static NumberList numbers(String option, @Nullable String text) {
        return text == null
                ? NumberList.ALL
                : NumberList.parse(text)
                        .orElseThrow(() -> BadInput.must(option, "be numbers and ranges such as 1,100-500", text));
    }

    private static <T> T parsed(String option, Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (BadInput bad) {
            throw bad.at(option);
        }
    }

    private Map<String, GivenOption> now() {
        Map<String, GivenOption> options = new LinkedHashMap<>();
        if (datasets != null) {
            options.put("datasets", new GivenOption("--datasets", ExperimentFile.SECTION, datasets));
        }
        if (device != null) {
            options.put("device", new GivenOption("--device", ExperimentFile.SECTION, device));
        }
        if (graph != null) {
            options.put("graph", new GivenOption("--graph", ExperimentFile.SECTION, graph));
        }
        return options;
    }
}
