package murmur.data.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// What happens while a data set is fetched.
public sealed interface FetchEvent {
    /// Somebody else is fetching the same data set.
    record Waiting(String holder) implements FetchEvent {}

    /// Files that were found on this machine are copied.
    record Copying(Path from) implements FetchEvent {}

    /// A package of Debian is being loaded.
    record AskingDebian(String name) implements FetchEvent {}

    /// A source does not have it; the next one is tried.
    record PassedOver(String source, String reason) implements FetchEvent {}

    /// A file is being loaded.
    ///
    /// @param from the byte at which it starts, 0 unless it goes on where it was broken off
    record Loading(URI address, long from) implements FetchEvent {}

    /// @param total 0 if the server does not say
    record Loaded(String file, long bytes, long total) implements FetchEvent {}

    /// An attempt failed; there will be another one.
    record Retrying(URI address, String reason, Duration pause) implements FetchEvent {}

    /// An archive is being unpacked.
    record Unpacking(Path archive) implements FetchEvent {}

    /// Who hears of it, on the thread that fetches.
    interface Listener {
        void on(FetchEvent event);
    }
}
