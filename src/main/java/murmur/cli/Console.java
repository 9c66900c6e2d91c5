package murmur.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import murmur.experiment.Wiring;
import murmur.launch.EmbeddedRun;
import murmur.topology.Graph;
import picocli.CommandLine;

/// What the user sees while a command works: standard error, one line at a time.
final class Console {
    private static final boolean TERMINAL = Boolean.getBoolean("murmur.terminal");
    private static final int COLUMNS = Integer.getInteger("murmur.columns", 80);
    private static final List<String> QUIET = List.of("WARNING", "ERROR", "CRITICAL");
    private static final List<String> SILENT = List.of("ERROR", "CRITICAL");

    /// Begins a line that takes the place of the one before it: the terminal's word for clearing a line.
    static final String REDRAWN = "\u001b[K";

    /// Cuts what is too long for a line, such as on a window that has become smaller, instead of going on in the next.
    private static final String CUT = "\u001b[?7l";

    private static final String WRAPPED = "\u001b[?7h";

    private final PrintWriter err;
    private final String level;
    private final boolean progress;
    private boolean drawn;

    /// @param level what is worth saying: progress up to `INFO`, warnings up to `WARNING`
    Console(CommandLine command, String level) {
        this(command, level, true);
    }

    /// @param progress whether progress is said here at all
    Console(CommandLine command, String level, boolean progress) {
        err = command.getErr();
        this.level = level;
        this.progress = progress;
    }

    /// Whether the user wants to see how far a run is.
    boolean showsProgress() {
        return progress && !QUIET.contains(level);
    }

    /// Whether standard error is a terminal, on which a line can be redrawn. The start script knows.
    boolean isTerminal() {
        return TERMINAL;
    }

    /// How many characters fit into a line of it.
    int columns() {
        return COLUMNS - 1;
    }

    synchronized void say(String line) {
        endLine();
        err.println(line);
        err.flush();
    }

    /// How far something has come: on a terminal in place of what was said of it last, elsewhere as a line of its own.
    void progress(String text) {
        if (isTerminal()) {
            redraw(text);
        } else {
            say(text);
        }
    }

    synchronized void redraw(String line) {
        if (Boolean.getBoolean(HostCommand.CHILD)) {
            // For the process that started this one, which draws it.
            err.println(REDRAWN + line);
        } else {
            err.print("\r" + REDRAWN + CUT + line + WRAPPED);
            drawn = true;
        }
        err.flush();
    }

    /// Leaves on the screen what was drawn last.
    synchronized void endLine() {
        if (drawn) {
            drawn = false;
            err.println();
            err.flush();
        }
    }

    /// Says what matters only to whoever follows the run.
    void remark(String line) {
        if (showsProgress()) {
            say(line);
        }
    }

    synchronized void warn(String warning) {
        if (!SILENT.contains(level)) {
            say("warning: " + warning);
        }
    }

    /// Things that are allowed but seldom meant.
    void warnAbout(EmbeddedRun run) {
        Wiring wiring = run.experiment().exchange().wiring();
        wiring.remark().ifPresent(this::warn);
        wiring.fixedGraph().ifPresent(this::warnAbout);
        int smallest =
                run.shards().stream().mapToInt(shard -> shard.size()).min().orElse(0);
        int batch = run.experiment().learning().training().batchSize();
        if (smallest < batch) {
            warn("batch_size is " + batch + ", but some nodes have only " + smallest + " samples");
        }
    }

    private void warnAbout(Graph graph) {
        if (!graph.connected()) {
            warn("the graph is not connected: " + graph.describeComponents());
        }
        long isolated = IntStream.range(0, graph.nodes())
                .filter(node -> graph.degree(node) == 0)
                .count();
        if (isolated > 0) {
            warn("nodes without a neighbour, which learn alone: " + isolated + " of " + graph.nodes());
        }
    }
}
