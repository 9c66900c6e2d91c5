package murmur.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import murmur.report.RunRecord;

/// Ctrl-C, and a scheduler's SIGTERM: what was evaluated is written before the process ends.
final class Interruption implements AutoCloseable {
    private final Thread hook;
    private final List<Runnable> before = new CopyOnWriteArrayList<>();

    /// @param checkpoint makes one, and says whether it did
    Interruption(RunRecord record, BooleanSupplier checkpoint, Console console) {
        hook = new Thread(() -> {
            before.forEach(Runnable::run);
            boolean saved = checkpoint.getAsBoolean();
            record.finish(RunRecord.INTERRUPTED);
            console.say("");
            if (saved) {
                console.say("murmur: saved a checkpoint, from which the same command goes on with --resume");
            }
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
