package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.report.Comparison;
import murmur.report.ResultFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur reproduce`.
@Command(
        name = "reproduce",
        description = "Run a whole comparison from experiments/NAME: its runs, attacks on them, and a report.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every command it gives is shown, and can be given by hand. What is done already is left alone, so that the"
                    + " same command goes on where it was stopped.",
            "",
            "Example: murmur reproduce zip_dl_2025"
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final Path EXPERIMENTS = Path.of("experiments");

    /// The classifier is trained anew for every victim.
    private static final String FEW_VICTIMS = "0-4";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A folder under experiments, or the path of such a folder.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "DIR",
            description = "Where runs and report go (default: runs/NAME).")
    private @Nullable Path output;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Make every run that long (default: as its configuration says), for trying it out.")
    private @Nullable Integer iterations;

    @Override
    public Integer call() throws IOException {
        Path folder = folder();
        Comparison comparison = Comparison.read(folder);
        Path target = output == null ? Path.of("runs").resolve(folder.getFileName()) : output;
        Files.createDirectories(target);
        for (Comparison.Row row : comparison.rows()) {
            int status = run(comparison, row, target);
            if (status != Main.DONE) {
                return status;
            }
        }
        List<String> words = words("report", "--output", target.resolve("report"), "--force");
        comparison.rows().forEach(row -> words.add(target.resolve(row.name()).toString()));
        return give(words);
    }

    private Path folder() {
        for (Path folder : List.of(EXPERIMENTS.resolve(name), Path.of(name))) {
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw BadInput.must("NAME", "be a folder under " + EXPERIMENTS, name)
                .cure("give the command in Murmuration's own folder, or the path of the comparison");
    }

    /// What of one run and its attacks is not done yet.
    private int run(Comparison comparison, Comparison.Row row, Path target) {
        Path run = target.resolve(row.name());
        Path configuration = target.resolve(row.name() + ".ini");
        int status = Main.DONE;
        if (!ResultFolder.isDone(run)) {
            comparison.write(row, configuration);
            List<String> words = words("run", configuration, "--log-dir", run, "--force");
            words.addAll(words("--averaging-rounds", row.averagingRounds()));
            if (iterations != null) {
                words.addAll(words("--iterations", iterations));
            }
            status = give(words);
        }
        if (status == Main.DONE && !isAttacked(run, "threshold")) {
            status = give(words("attack", run, "--attacks", "threshold"));
        }
        if (status == Main.DONE && !isAttacked(run, "classifier")) {
            status = give(words("attack", run, "--attacks", "classifier", "--victims", FEW_VICTIMS));
        }
        return status;
    }

    private static boolean isAttacked(Path run, String attack) {
        return Files.exists(run.resolve(attack + "_" + run.getFileName() + ".csv"));
    }

    private static List<String> words(Object... words) {
        return new ArrayList<>(Arrays.stream(words).map(String::valueOf).toList());
    }

    /// @return the exit status
    private int give(List<String> words) {
        CommandLine line = spec.commandLine();
        new Console(line, "INFO").say("\nmurmur " + String.join(" ", words));
        return Main.execute(line.getOut(), line.getErr(), words.toArray(String[]::new));
    }
}
