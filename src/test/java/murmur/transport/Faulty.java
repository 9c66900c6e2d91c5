package murmur.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// A transport that holds messages back: those of different senders overtake each other as its seed says. None
/// is lost, and those of one sender keep their order. What had arrived when the receiver looked decides among
/// how many it chooses.
public final class Faulty implements Transport {
    private final Transport carrier;
    private final Seed seed;
    private final Map<Integer, Semaphore> sent = new ConcurrentHashMap<>();
    private final Map<Integer, Endpoint> endpoints = new ConcurrentHashMap<>();

    public Faulty(Transport carrier, Seed seed) {
        this.carrier = carrier;
        this.seed = seed;
    }

    @Override
    public Endpoint open(int node) {
        return endpoints.computeIfAbsent(
                node,
                opened -> new Delaying(
                        carrier.open(opened), seed.derive("delay", opened).generator(), sent(opened)));
    }

    private Semaphore sent(int node) {
        return sent.computeIfAbsent(node, receiver -> new Semaphore(0));
    }

    @Override
    public void close() {
        carrier.close();
    }

    private final class Delaying implements Endpoint {
        private final Endpoint carried;
        private final NumpyRandom random;
        private final Semaphore arrived;
        private final Map<Integer, Deque<Mail>> held = new TreeMap<>();

        Delaying(Endpoint carried, NumpyRandom random, Semaphore arrived) {
            this.carried = carried;
            this.random = random;
            this.arrived = arrived;
        }

        @Override
        public void send(int to, Message message) {
            carried.send(to, message);
            sent(to).release();
        }

        @Override
        public Mail receive() throws InterruptedException {
            if (held.isEmpty()) {
                arrived.acquire();
                hold();
            }
            for (int more = arrived.drainPermits(); more > 0; more--) {
                hold();
            }
            Integer[] senders = held.keySet().toArray(Integer[]::new);
            Integer sender = senders[random.nextInt(senders.length)];
            Deque<Mail> line = Objects.requireNonNull(held.get(sender));
            Mail next = line.remove();
            if (line.isEmpty()) {
                held.remove(sender);
            }
            return next;
        }

        private void hold() throws InterruptedException {
            Mail message = carried.receive();
            held.computeIfAbsent(message.from(), sender -> new ArrayDeque<>()).add(message);
        }
    }
}
