package murmur.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.IntConsumer;
import murmur.report.SavedRun;

/// How far the attack on one run is: a line that is redrawn on a terminal, and a new one now and then elsewhere.
final class AttackProgress implements IntConsumer, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final int all;
    private final Console console;
    private final long period;
    private final long start = System.nanoTime();
    private long next;
    private int done;

    AttackProgress(SavedRun run, Console console) {
        name = run.name();
        all = run.sendings().size();
        this.console = console;
        period = console.isTerminal() ? REDRAW_NANOS : LINE_NANOS;
        next = start + period;
    }

    @Override
    public void accept(int models) {
        done = models;
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + period;
            draw();
        }
    }

    private void draw() {
        double seconds = (System.nanoTime() - start) / 1e9;
        String line = String.format(Locale.ROOT, "%s: %d of %d models, %.1f s", name, done, all, seconds);
        if (console.isTerminal()) {
            console.redraw(line);
        } else {
            console.say(line);
        }
    }

    /// Leaves the last state on the screen.
    @Override
    public void close() {
        if (done == 0) {
            return;
        }
        draw();
        if (console.isTerminal()) {
            console.endLine();
        }
    }
}
