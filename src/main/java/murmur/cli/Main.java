package murmur.cli;

import java.io.PrintWriter;
import java.util.List;
import murmur.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `murmur` command.
@Command(
        name = "murmur",
        description = "Decentralized learning: train, share, mix, and measure what leaks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            HostCommand.class,
            LaunchCommand.class,
            CollectCommand.class,
            KeysCommand.class,
            AttackCommand.class,
            ReportCommand.class,
            ReproduceCommand.class,
            PlanCommand.class,
            SweepCommand.class,
            DataCommand.class,
            GraphCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        },
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
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        return execute(out, err, words);
    }

    /// The same, writing to wherever the caller reads.
    static int execute(PrintWriter out, PrintWriter err, String... words) {
        Main main = new Main(words);
        CommandLine line = new CommandLine(main).setOut(out).setErr(err);
        line.setParameterExceptionHandler(Main::wrongWords);
        line.setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure, command));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (words.length == 0) {
            line.usage(line.getOut());
            return WRONG_INPUT;
        }
        return line.execute(words);
    }

    private static int wrongWords(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = failure instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched)
                : failure.getMessage() + "; see " + name + " --help";
        command.getErr().println(name + ": " + message);
        return WRONG_INPUT;
    }

    /// The first word that means nothing; those behind it are often its parameters.
    private static String unknown(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().getFirst();
        List<String> near = failure.getSuggestions();
        String cure = near.isEmpty()
                ? "see " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help"
                : "did you mean " + String.join(" or ", near.subList(0, Math.min(2, near.size()))) + "?";
        return (word.startsWith("-") ? "unknown option " : "nothing is called ") + word + "; " + cure;
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
