package murmur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import murmur.BadInput;
import murmur.launch.site.Sites;
import murmur.launch.site.SlurmSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// Where the runs of a sweep are to run, if not here. How is said in the words of `murmur launch`, which are
/// declared there.
final class SweepPlace {
    /// Options of a run that change nothing about it: those that do belong to the sweep.
    private static final Set<String> HARMLESS =
            Set.of("--datasets", "--workers", "--log-level", "--machines", "--procs-per-machine", "--checkpoint-every");

    /// Options that mean nothing to runs of one process that write to where results belong.
    private static final Set<String> ALONE = Set.of("--offset", "--keep");

    @Option(
            names = "--on",
            paramLabel = "PLACE",
            description =
                    "Run them elsewhere: on slurm, all as one job array, one node for each run (with --hosts above"
                            + " 1, a job for each run); on g5k, ssh or local, a launch for each run.")
    private @Nullable String place;

    /// The name of a place; nothing for here.
    Optional<String> name() {
        return Optional.ofNullable(place);
    }

    /// The command that launches there, with all options taken in; nothing for here.
    ///
    /// @param words options for it
    /// @throws BadInput if it may not be given one of them
    /// @throws CommandLine.ParameterException if it has no such option
    Optional<Object> command(Path file, List<String> words) {
        if (place == null) {
            BadInput.unless(words.isEmpty(), "murmur sweep", "have one FILE, or --on PLACE", words);
            return Optional.empty();
        }
        Object command = switch (place) {
            case Sites.SLURM -> new LaunchSlurmCommand();
            case Sites.G5K -> new LaunchGrid5000Command();
            case Sites.SSH -> new LaunchSshCommand();
            case Sites.LOCAL -> new LaunchLocalCommand();
            default -> throw BadInput.must("--on", "be slurm, g5k, ssh or local", place);
        };
        List<String> all = new ArrayList<>(List.of(file.toString()));
        all.addAll(words);
        CommandLine line = new CommandLine(command).setCommandName("murmur launch " + place);
        ParseResult given = line.parseArgs(all.toArray(String[]::new));
        boolean array = array(command).isPresent();
        given.matchedOptions().forEach(option -> requireHarmless(option.longestName(), array));
        return Optional.of(command);
    }

    /// How to submit all runs as one job array, if that is what is to be done.
    static Optional<SlurmSettings> array(Object launcher) {
        return launcher instanceof LaunchSlurmCommand slurm && slurm.hosts() == 1
                ? Optional.of(slurm.settings())
                : Optional.empty();
    }

    private static void requireHarmless(String name, boolean array) {
        boolean ofRun = CommandSpec.forAnnotatedObject(new RunOptions()).options().stream()
                .anyMatch(option -> option.longestName().equals(name));
        if (ofRun && !(array ? name.equals("--workers") : HARMLESS.contains(name))) {
            throw BadInput.must(name, "be left out behind --", "given")
                    .cure(name.equals("--log-dir") ? "use --output DIR" : "give it before --");
        }
        BadInput.unless(!array || !ALONE.contains(name), name, "be left out for a job array", "given");
    }
}
