package murmur.node;

import java.util.stream.IntStream;
import murmur.sharing.Audience;

/// One node's part in one step.
final class Meeting {
    private final Audience audience;
    private final int[] senders;
    private final int degree;

    /// @param senders who sends to the node and takes part, in the order in which what they sent is added up
    /// @param degree what the node announces as its degree
    Meeting(Audience audience, int[] senders, int degree) {
        this.audience = audience;
        this.senders = senders;
        this.degree = degree;
    }

    Audience audience() {
        return audience;
    }

    int[] senders() {
        return senders.clone();
    }

    int degree() {
        return degree;
    }

    /// The positions in the audience of those who take part.
    int[] presentPositions() {
        return audience.presentPositions();
    }

    int[] presentReceivers() {
        return IntStream.of(presentPositions())
                .map(position -> audience.receivers().get(position).node())
                .toArray();
    }
}
