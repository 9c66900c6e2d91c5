package murmur.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import murmur.Unwritten;
import murmur.report.RunRecord;

/// Ctrl-C, and a scheduler's SIGTERM: what was evaluated is written before the process ends.
final class Interruption implements AutoCloseable {
    private final ShutdownHook hook;
    private final List<Runnable> before = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /// @param checkpoint makes one, and says whether it did
    Interruption(RunRecord record, BooleanSupplier checkpoint, Console console) {
        hook = ShutdownHook.of(() -> {
            running = true;
            before.forEach(Runnable::run);
            boolean saved = checkpoint.getAsBoolean();
            end(record, console);
            console.endLine();
            if (saved) {
                console.say("murmur: saved a checkpoint, from which the same command goes on with --resume");
            }
            console.say("murmur: interrupted; results up to the last evaluation are in " + record.folder());
        });
    }

    private static void end(RunRecord record, Console console) {
        try {
            record.finish(RunRecord.INTERRUPTED);
        } catch (Unwritten failure) {
            console.say("murmur: " + failure.getMessage());
        }
    }

    /// Has something else be written first.
    void write(Runnable results) {
        before.add(results);
    }

    /// Whether the process was told to end.
    boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
        hook.close();
    }
}
