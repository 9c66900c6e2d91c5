package murmur.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.node.NodeEvent;
import murmur.report.EvaluationTable;

/// How far a run is: one line that is redrawn on a terminal, and a new line now and then elsewhere.
final class Progress implements NodeEvent.Observer, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 24;
    private static final int NARROWEST = 8;

    private final int iterations;
    private final long total;
    private final EvaluationTable table;
    private final Console console;
    private final long period;
    private final AtomicLong start = new AtomicLong();
    private final int nodes;
    private final Placement placement;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final Map<Integer, Integer> completed = new ConcurrentHashMap<>();
    private final AtomicLong next;
    private volatile int machine;

    private Progress(Experiment experiment, EvaluationTable table, Console console) {
        iterations = experiment.schedule().iterations();
        nodes = experiment.nodes();
        placement = experiment.placement();
        total = (long) iterations * nodes;
        this.table = table;
        this.console = console;
        period = console.isTerminal() ? REDRAW_NANOS : LINE_NANOS;
        next = new AtomicLong(System.nanoTime() + period);
    }

    /// The progress of all nodes of a run.
    ///
    /// @param table of the evaluations in this process
    static Progress of(Experiment experiment, EvaluationTable table, Console console) {
        return new Progress(experiment, table, console);
    }

    @Override
    public void on(NodeEvent event) {
        if (event instanceof NodeEvent.IterationEnded ended) {
            machine = placement.machine(ended.node());
            add(ended.node(), 1, ended.iteration() + 1);
        }
    }

    /// All nodes of another machine have completed so many iterations.
    void completed(int machine, int its) {
        add(-1 - machine, placement.nodesPerMachine().get(machine), its);
    }

    /// @param who a node, or a machine
    private void add(int who, int its, int now) {
        // Others may have been waited for until now.
        start.compareAndSet(0, System.nanoTime());
        Integer before = completed.put(who, now);
        if (before == null) {
            // A resumed run does not begin with the first iteration.
            skipped.addAndGet((long) its * (now - 1));
            before = 0;
        }
        draw(done.addAndGet((long) its * (now - before)));
    }

    private void draw(long count) {
        long now = System.nanoTime();
        long due = next.get();
        // One thread wins the right to draw; the others go on with their work.
        if (console.showsProgress() && now - due >= 0 && next.compareAndSet(due, now + period)) {
            draw(count, now);
        }
    }

    private void draw(long count, long now) {
        String line = line(count, now);
        if (console.isTerminal()) {
            console.redraw(line);
        } else {
            console.say(line);
        }
    }

    private String line(long count, long now) {
        String text = String.format(
                Locale.ROOT, "iteration %d/%d%s", count * iterations / total, iterations, pace(count, now));
        List<String> figures = table.last().map(Progress::figures).orElse(List.of());
        String whose = table.nodes() < nodes ? "machine " + machine + ": " : "";
        return console.isTerminal()
                ? fitted(console.columns(), (double) count / total, text, whose, figures)
                : with(text, whose, figures);
    }

    /// How fast it goes, once all nodes have done an iteration.
    private String pace(long count, long now) {
        double completed = (double) (count - skipped.get()) / nodes;
        if (completed < 1) {
            return "";
        }
        double rate = completed / Math.max(1e-3, (now - start.get()) / 1e9);
        String pace = rate >= 1
                ? String.format(Locale.ROOT, "%.2f it/s", rate)
                : String.format(Locale.ROOT, "%.1f s/it", 1 / rate);
        return "  " + pace + "  " + time((total - count) / (double) nodes / rate) + " left";
    }

    /// The line that fits: with as many figures as there is room for beside a short bar.
    static String fitted(int columns, double part, String text, String whose, List<String> figures) {
        int shown = figures.size();
        while (shown > 0 && with(text, whose, figures.subList(0, shown)).length() + NARROWEST + 1 > columns) {
            shown--;
        }
        String line = with(text, whose, figures.subList(0, shown));
        int left = columns - line.length() - 1;
        return left < NARROWEST ? line : bar(part, Math.min(WIDTH, left)) + " " + line;
    }

    private static String with(String text, String whose, List<String> figures) {
        return figures.isEmpty() ? text : text + "  " + whose + String.join("  ", figures);
    }

    static String bar(double part) {
        return bar(part, WIDTH);
    }

    private static String bar(double part, int width) {
        int full = (int) (part * width);
        return "━".repeat(full) + "┄".repeat(width - full);
    }

    private static List<String> figures(EvaluationTable.Row row) {
        return Stream.of(
                        figure("accuracy %.1f %%", row.accuracyPercent().mean()),
                        figure("test loss %.3f", row.testLoss()),
                        figure("train loss %.3f", row.trainLoss()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> figure(String format, OptionalDouble value) {
        return value.isPresent()
                ? Optional.of(String.format(Locale.ROOT, format, value.getAsDouble()))
                : Optional.empty();
    }

    /// Minutes and seconds, with hours where there are some.
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    /// Leaves the last state on the screen.
    @Override
    public void close() {
        if (console.showsProgress() && done.get() > 0) {
            draw(done.get(), System.nanoTime());
            console.endLine();
        }
    }
}
