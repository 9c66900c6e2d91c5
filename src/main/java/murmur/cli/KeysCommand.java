package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import murmur.transport.cluster.RunKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur keys`.
@Command(
        name = "keys",
        description = "The keys by which the machines of a run know each other.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// `murmur keys create`.
    @Command(
            name = "create",
            description = "Make a new key. Copy the folder to every machine and name it there with murmur host --keys.",
            mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "DIR", description = "A folder for the key.") Path folder)
            throws IOException, InterruptedException {
        Path file = RunKeys.create(folder);
        spec.commandLine().getOut().println(file + " is the key of your runs: whoever has it can join them");
        return Main.DONE;
    }
}
