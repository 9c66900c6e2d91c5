package murmur.cli;

import java.time.Duration;
import java.util.Locale;
import murmur.data.catalogue.FetchEvent;
import murmur.data.catalogue.KnownDataset;

/// How far fetching is: what is being done, and for a file being loaded one line that is redrawn on a terminal,
/// or a new line now and then elsewhere.
final class FetchProgress implements FetchEvent.Listener, AutoCloseable {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Console console;
    private final ShutdownHook hook;
    private long started;
    private long firstBytes;
    private long next;
    private volatile boolean lineIsOpen;

    FetchProgress(KnownDataset dataset, Console console) {
        this.console = console;
        hook = ShutdownHook.of(() -> {
            endLine();
            console.say("murmur: interrupted; what was loaded is kept, murmur data fetch " + dataset.name()
                    + " goes on with it");
        });
    }

    @Override
    public void on(FetchEvent event) {
        if (event instanceof FetchEvent.Loaded loaded) {
            draw(loaded);
        } else {
            endLine();
            console.say(words(event));
        }
        if (event instanceof FetchEvent.Loading loading) {
            started = System.nanoTime();
            firstBytes = loading.from();
            next = started + (console.isTerminal() ? 0 : LINE_NANOS);
        }
    }

    private static String words(FetchEvent event) {
        return switch (event) {
            case FetchEvent.Waiting waiting -> "waiting for " + waiting.holder() + ", which is fetching it";
            case FetchEvent.Copying copying -> "copying from " + copying.from();
            case FetchEvent.AskingDebian debian -> "loading Debian's package " + debian.name();
            case FetchEvent.PassedOver passed -> passed.source() + " passed over: " + passed.reason();
            case FetchEvent.Loading loading ->
                "loading " + loading.address()
                        + (loading.from() > 0 ? ", going on after " + DataTable.size(loading.from()) : "");
            case FetchEvent.Retrying retrying ->
                retrying.reason() + "; next attempt in "
                        + Math.max(1, retrying.pause().toSeconds()) + " s";
            case FetchEvent.Unpacking unpacking ->
                "unpacking " + unpacking.archive().getFileName();
            case FetchEvent.Loaded loaded -> loaded.file();
        };
    }

    private void draw(FetchEvent.Loaded loaded) {
        long now = System.nanoTime();
        boolean whole = loaded.bytes() == loaded.total();
        if (now < next && !(whole && console.isTerminal())) {
            return;
        }
        if (console.isTerminal()) {
            console.redraw(line(loaded, now));
            lineIsOpen = true;
            next = now + REDRAW_NANOS;
        } else {
            console.say(line(loaded, now));
            next = now + LINE_NANOS;
        }
    }

    private String line(FetchEvent.Loaded loaded, long now) {
        double rate = (loaded.bytes() - firstBytes) / Math.max(1e-3, (now - started) / 1e9);
        String speed = String.format(Locale.ROOT, "%.1f MB/s", rate / 1e6);
        if (loaded.total() == 0) {
            return loaded.file() + "  " + DataTable.size(loaded.bytes()) + "  " + speed;
        }
        String bar = console.isTerminal() ? Progress.bar((double) loaded.bytes() / loaded.total()) + " " : "";
        String left = rate > 0 ? "  " + Progress.time((loaded.total() - loaded.bytes()) / rate) + " left" : "";
        return bar + loaded.file() + "  " + DataTable.size(loaded.bytes()) + " of " + DataTable.size(loaded.total())
                + "  " + speed + left;
    }

    private void endLine() {
        if (lineIsOpen) {
            console.endLine();
            lineIsOpen = false;
        }
    }

    @Override
    public void close() {
        endLine();
        hook.close();
    }
}
