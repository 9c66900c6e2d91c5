package murmur.cli;

/// What is done when the process is told to end, unless this is closed before.
record ShutdownHook(Thread thread) implements AutoCloseable {
    static ShutdownHook of(Runnable lastWords) {
        Thread thread = new Thread(lastWords);
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException shuttingDown) {
            // It is running, and says the last word.
            Thread.currentThread().interrupt();
        }
    }
}
