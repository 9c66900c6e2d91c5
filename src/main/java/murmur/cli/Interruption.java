package murmur.cli;

import murmur.report.RunRecord;

/// Ctrl-C, and a scheduler's SIGTERM: what was evaluated is written before the process ends.
final class Interruption implements AutoCloseable {
    private final Thread hook;

    Interruption(RunRecord record, Console console) {
        hook = new Thread(() -> {
            record.finish(RunRecord.INTERRUPTED);
            console.say("");
            console.say("murmur: interrupted; results up to the last evaluation are in " + record.folder());
        });
        Runtime.getRuntime().addShutdownHook(hook);
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
