package murmur.cli;

import java.time.Duration;
import java.util.Locale;
import murmur.attack.ProgressListener;

/// How far the attack on one run is: a line that is redrawn on a terminal, and a new one now and then elsewhere.
final class AttackProgress implements ProgressListener, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final Console console;
    private final long period;
    private final long start = System.nanoTime();
    private long next;
    private String last = "";

    /// @param name of the run
    AttackProgress(String name, Console console) {
        this.name = name;
        this.console = console;
        period = console.isTerminal() ? REDRAW_NANOS : LINE_NANOS;
        next = start + period;
    }

    @Override
    public synchronized void reached(String work, int done, int all) {
        last = done + " of " + all + " " + work;
        if (console.showsProgress() && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + period;
            draw();
        }
    }

    private void draw() {
        double seconds = (System.nanoTime() - start) / 1e9;
        String line = String.format(Locale.ROOT, "%s: %s, %.1f s", name, last, seconds);
        if (console.isTerminal()) {
            console.redraw(line);
        } else {
            console.say(line);
        }
    }

    /// Leaves the last state on the screen.
    @Override
    public synchronized void close() {
        if (last.isEmpty() || !console.showsProgress()) {
            return;
        }
        draw();
        if (console.isTerminal()) {
            console.endLine();
        }
    }
}
