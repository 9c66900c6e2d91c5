package murmur.data.catalogue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The body of an answer, piece by piece, with a limit to the time between two pieces: what [java.net.http] offers
/// itself ends with the first byte.
final class Chunks implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        /// @param failure null if all is there
        record End(@Nullable Throwable failure) implements Signal {}
    }

    private final Duration stall;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);

    Chunks(Duration stall) {
        this.stall = stall;
    }

    /// The next piece, or nothing at the end.
    ///
    /// @throws IOException if the connection broke, or stalled
    Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
        subscribed.await();
        Flow.Subscription source = subscription.get();
        if (source != null) {
            source.request(1);
        }
        return switch (signals.poll(stall.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> throw new IOException("nothing came for " + stall.toMillis() / 1000.0 + " s");
            case Signal.Bytes bytes -> Optional.of(bytes.buffers());
            case Signal.End end -> {
                if (end.failure() != null) {
                    throw new IOException(
                            "the connection broke: " + end.failure().getMessage(), end.failure());
                }
                yield Optional.empty();
            }
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription.set(source);
        subscribed.countDown();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal.End(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End(null));
    }

    /// Lets go of the connection.
    @Override
    public void close() {
        Flow.Subscription source = subscription.get();
        if (source != null) {
            source.cancel();
        }
    }
}
