package murmur.node;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import murmur.mixing.Received;
import murmur.topology.Step;
import murmur.transport.Departure;
import murmur.transport.Endpoint;
import murmur.transport.Message;
import org.jspecify.annotations.Nullable;

/// Where a node's messages wait until their step: a neighbour may be a step ahead. What comes twice counts
/// once, and those of one sender may come in any order, although no transport should do either.
final class Inbox {
    private final Endpoint endpoint;
    private final Map<Key, Message> waiting = new HashMap<>();
    private final BitSet departed = new BitSet();
    private final Set<Integer> taken = new HashSet<>();
    private Step now = new Step(0, 0);

    private record Key(int from, Step step) {}

    Inbox(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// Waits until every one of `senders` has sent its message of `step` or is lost; returns what came in the order of
    /// the senders. Steps must be awaited in their order.
    List<Received> await(Step step, int[] senders) throws InterruptedException {
        now = step;
        taken.clear();
        List<Received> received = new ArrayList<>(senders.length);
        for (int sender : senders) {
            await(new Key(sender, step))
                    .ifPresent(message -> received.add(new Received(message.degree(), message.model())));
        }
        return received;
    }

    private Optional<Message> await(Key key) throws InterruptedException {
        @Nullable Message message = waiting.remove(key);
        while (message == null && !departed.get(key.from())) {
            switch (endpoint.receive()) {
                case Message next -> keep(next);
                case Departure departure -> departed.set(departure.from());
            }
            message = waiting.remove(key);
        }
        taken.add(key.from());
        return Optional.ofNullable(message);
    }

    private void keep(Message message) {
        Step step = message.step();
        boolean over = step.isBefore(now) || (step.equals(now) && taken.contains(message.from()));
        if (!over) {
            waiting.putIfAbsent(new Key(message.from(), step), message);
        }
    }

    /// How many messages wait for their step.
    int waiting() {
        return waiting.size();
    }
}
