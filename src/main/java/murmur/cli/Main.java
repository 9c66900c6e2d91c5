package murmur.cli;

import java.io.PrintWriter;
import java.util.List;
import murmur.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// The `murmur` command.
@Command(
        name = "murmur",
        description = "Decentralized learning: train, share, mix, and measure what leaks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, GraphCommand.class, BenchCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "First steps: murmur run experiments/quickstart.ini",
            "Exit status: 0 done, 2 wrong input, 3 failed, 130 interrupted."
        })
public final class Main {
    static final int DONE = 0;
    static final int WRONG_INPUT = 2;
    static final int FAILED = 3;
    static final int INTERRUPTED = 130;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Add stack traces to error messages.")
    private boolean verbose;

    private final List<String> words;

    private Main(String[] words) {
        this.words = List.of(words);
    }

    /// The words the command was given.
    List<String> words() {
        return words;
    }

    public static void main(String[] words) {
        System.exit(execute(words));
    }

    /// Runs a command and returns its exit status.
    static int execute(String... words) {
        Main main = new Main(words);
        CommandLine line = new CommandLine(main);
        line.setParameterExceptionHandler(Main::wrongWords);
        line.setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure, command));
        line.setUsageHelpAutoWidth(true);
        if (words.length == 0) {
            line.usage(line.getOut());
            return WRONG_INPUT;
        }
        return line.execute(words);
    }

    private static int wrongWords(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandName() + ": " + failure.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return WRONG_INPUT;
    }

    private int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        err.println(message(failure));
        if (verbose) {
            failure.printStackTrace(err);
        } else if (!(failure instanceof BadInput)) {
            err.println("Run again with --verbose for the stack trace.");
        }
        return failure instanceof BadInput ? WRONG_INPUT : FAILED;
    }

    private static String message(Exception failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return "murmur: " + text;
    }
}
