package murmur.cli;

import java.io.IOException;
import java.util.List;
import murmur.BadInput;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.Launches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur launch`.
@Command(
        name = "launch",
        description = "Run an experiment elsewhere: put everything there, start, follow, fetch the results, clean up.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LaunchLocalCommand.class,
            LaunchSshCommand.class,
            LaunchSlurmCommand.class,
            LaunchGrid5000Command.class,
            LaunchListCommand.class
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The run does not need this command once it has started: Ctrl-C leaves it alone. resume goes on with a"
                    + " launch wherever it was left, even by a killed process; forget removes what is kept of"
                    + " old ones.",
            "",
            "Example: murmur launch local experiments/quickstart.ini --hosts 2"
        })
final class LaunchCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// `murmur launch resume`.
    @Command(
            name = "resume",
            description = "Go on with a launch, wherever it is, to its end.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "ID", description = "As murmur launch list shows it.") String id)
            throws IOException, InterruptedException {
        return LaunchedRun.of(Launches.ofUser().find(id), spec.commandLine()).drive();
    }

    /// `murmur launch forget`.
    @Command(
            name = "forget",
            description = "Remove what is kept of launches that are over: their records, and the keys of their runs."
                    + " Results stay.",
            mixinStandardHelpOptions = true)
    int forget(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "As murmur launch list shows them.") @Nullable
                    List<String> ids,
            @Option(names = "--all", description = "All that are over.") boolean all)
            throws IOException {
        List<String> named = ids == null ? List.of() : ids;
        if (named.isEmpty() != all) {
            throw BadInput.must("launch forget", "have one ID or more, or --all", all ? "both" : "neither");
        }
        Launches launches = Launches.ofUser();
        for (LaunchFolder folder :
                all ? launches.all() : named.stream().map(launches::find).toList()) {
            if (!all || folder.read().isOver()) {
                LaunchedRun.of(folder, spec.commandLine()).forget();
            }
        }
        return Main.DONE;
    }

    /// `murmur launch cancel`.
    @Command(
            name = "cancel",
            description = "End a launch: stop its hosts, fetch what they have written, give its machines back.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Parameters(paramLabel = "ID", description = "As murmur launch list shows it.") String id,
            @Option(names = "--abandon", description = "Give up results that cannot be fetched.") boolean abandon)
            throws IOException, InterruptedException {
        LaunchFolder folder = Launches.ofUser().find(id);
        return LaunchedRun.of(folder, spec.commandLine()).cancel(abandon);
    }
}
