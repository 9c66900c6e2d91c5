package murmur.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.mixing.Received;
import murmur.topology.Step;
import murmur.transport.Endpoint;
import murmur.transport.Message;
import org.jspecify.annotations.Nullable;

/// Where a node's messages wait until their step: a neighbour may be a step ahead.
final class Inbox {
    private final Endpoint endpoint;
    private final Map<Key, Message> waiting = new HashMap<>();

    private record Key(int from, Step step) {}

    Inbox(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// Waits until every one of `senders` has sent its message of `step`; returns them in the order of the senders.
    List<Received> await(Step step, int[] senders) throws InterruptedException {
        List<Received> received = new ArrayList<>(senders.length);
        for (int sender : senders) {
            Message message = await(new Key(sender, step));
            received.add(new Received(message.degree(), message.model()));
        }
        return received;
    }

    private Message await(Key key) throws InterruptedException {
        @Nullable Message message = waiting.remove(key);
        while (message == null) {
            Message next = endpoint.receive();
            Key its = new Key(next.from(), next.step());
            if (its.equals(key)) {
                message = next;
            } else {
                waiting.put(its, next);
            }
        }
        return message;
    }
}
