package murmur.cli;

import java.io.PrintWriter;
import java.util.stream.IntStream;
import murmur.launch.EmbeddedRun;
import murmur.topology.Graph;
import picocli.CommandLine;

/// What the user sees while a command works: standard error, one line at a time.
final class Console {
    private static final boolean TERMINAL = Boolean.getBoolean("murmur.terminal");
    private final PrintWriter err;

    Console(CommandLine command) {
        err = command.getErr();
    }

    /// Whether standard error is a terminal, on which a line can be redrawn. The start script knows.
    boolean isTerminal() {
        return TERMINAL;
    }

    synchronized void say(String line) {
        err.println(line);
        err.flush();
    }

    synchronized void redraw(String line) {
        err.print("\r\u001b[K" + line);
        err.flush();
    }

    synchronized void warn(String warning) {
        say("warning: " + warning);
    }

    /// Things that are allowed but seldom meant.
    void warnAbout(EmbeddedRun run) {
        run.experiment().exchange().wiring().fixedGraph().ifPresent(this::warnAbout);
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
            warn(isolated + " of " + graph.nodes() + " nodes have no neighbour and will learn alone");
        }
    }
}
