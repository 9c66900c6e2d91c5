package murmur.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import murmur.report.RunRecord;

/// Ctrl-C, and a scheduler's SIGTERM: what was evaluated is written before the process ends.
final class Interruption implements AutoCloseable {
    private final Thread hook;
    private final List<Runnable> before = new CopyOnWriteArrayList<>();

    Interruption(RunRecord record, Console console) {
        hook = new Thread(() -> {
            before.forEach(Runnable::run);
            record.finish(RunRecord.INTERRUPTED);
            console.say("");
            console.say("murmur: interrupted; results up to the last evaluation are in " + record.folder());
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Has something else be written first.
    void write(Runnable results) {
        before.add(results);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running: it says the last word.
            Thread.currentThread().interrupt();
        }
    }
}
