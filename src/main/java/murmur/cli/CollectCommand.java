package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import murmur.report.Collection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur collect`.
@Command(
        name = "collect",
        description = "Put the results of several machines together in one folder.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Example: murmur collect from-a from-b --output runs/all"})
final class CollectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "1..*",
            description = "Result folders that hold machine0, machine1, … between them.")
    private List<Path> folders = List.of();

    @Option(
            names = {"--output", "-o"},
            paramLabel = "DIR",
            description = "Where all goes (default: the folder, where there is only one).")
    private @Nullable Path output;

    @Option(
            names = "--one-machine",
            description = "Put all nodes in machine0, with their uids as ranks, as a run in one process does.")
    private boolean oneMachine;

    @Override
    public Integer call() throws IOException {
        Collection collection = new Collection(folders);
        Path made = oneMachine ? collection.asOneMachine(output) : collection.into(output);
        spec.commandLine().getOut().println("Results: " + made);
        return Main.DONE;
    }
}
