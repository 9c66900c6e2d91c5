package murmur.cli;

import java.io.IOException;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.Launches;
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
            LaunchListCommand.class
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The run does not need this command once it has started: Ctrl-C leaves it alone. resume goes on with a launch"
                    + " wherever it was left, even by a killed process.",
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
