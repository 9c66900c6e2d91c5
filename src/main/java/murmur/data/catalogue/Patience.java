package murmur.data.catalogue;

import java.time.Duration;

/// How long to wait for a server.
///
/// @param connect until it answers
/// @param stall between two pieces of its answer
/// @param attempts that may fail one after the other without a byte more
/// @param pause before the second attempt; before every further one twice as long
public record Patience(Duration connect, Duration stall, int attempts, Duration pause) {
    /// A minute or two in all.
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30), 5, Duration.ofSeconds(1));

    private static final int MOST_DOUBLINGS = 5;

    /// @param failed attempts so far, from 1
    Duration pauseAfter(int failed) {
        return pause.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    }
}
