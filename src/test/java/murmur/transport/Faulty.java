package murmur.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// A transport over lines that lose, double, delay and reorder messages, as its seed says; what had arrived when the
/// receiver looked decides among how many it chooses.
///
/// A transport may not lose a message for good, as nobody would send it again: the node that waits for it would wait
/// for ever. So what is lost here is sent again, as every network stack does, and comes behind others. Whether
/// the receiving end also sorts, and drops what it has had, makes two of these: [#mended] ones keep all that nodes may
/// rely on; of [#raw] ones a node gets everything that is on the line.
public final class Faulty implements Transport {
    private final Transport carrier;
    private final Seed seed;
    private final boolean mended;
    private final Map<Integer, Semaphore> sent = new ConcurrentHashMap<>();
    private final Map<Integer, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();

    /// @param number the how manieth of its sender
    /// @param copy of one that has come, or will
    private record Packet(Mail mail, int number, boolean copy) {}

    private Faulty(Transport carrier, Seed seed, boolean mended) {
        this.carrier = carrier;
        this.seed = seed;
        this.mended = mended;
    }

    public static Faulty mended(Transport carrier, Seed seed) {
        return new Faulty(carrier, seed, true);
    }

    public static Faulty raw(Transport carrier, Seed seed) {
        return new Faulty(carrier, seed, false);
    }

    /// How many messages were lost, each time they were.
    public int lost() {
        return lost.get();
    }

    public int doubled() {
        return doubled.get();
    }

    @Override
    public Endpoint open(int node) {
        return endpoints.computeIfAbsent(
                node,
                opened -> new Line(
                        carrier.open(opened), seed.derive("line", opened).generator(), sent(opened)));
    }

    private Semaphore sent(int node) {
        return sent.computeIfAbsent(node, receiver -> new Semaphore(0));
    }

    @Override
    public void close() {
        carrier.close();
    }

    private final class Line implements Endpoint {
        private final Endpoint carried;
        private final NumpyRandom random;
        private final Semaphore arrived;
        private final Map<Integer, Integer> numbers = new HashMap<>();
        private final List<Packet> underway = new ArrayList<>();
        private final Map<Integer, TreeMap<Integer, Mail>> early = new HashMap<>();
        private final Map<Integer, Integer> expected = new HashMap<>();
        private final Deque<Mail> ready = new ArrayDeque<>();

        Line(Endpoint carried, NumpyRandom random, Semaphore arrived) {
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
            while (ready.isEmpty()) {
                gather();
                Packet packet = underway.remove(random.nextInt(underway.size()));
                switch (random.nextInt(10)) {
                    case 0, 1 -> {
                        lost.incrementAndGet();
                        underway.add(packet);
                    }
                    case 2, 3 -> {
                        if (!packet.copy()) {
                            doubled.incrementAndGet();
                            underway.add(new Packet(packet.mail(), packet.number(), true));
                        }
                        handOver(packet);
                    }
                    default -> handOver(packet);
                }
            }
            return ready.remove();
        }

        /// Waits for a message only where none is underway.
        private void gather() throws InterruptedException {
            int more = arrived.drainPermits();
            if (more == 0 && underway.isEmpty()) {
                arrived.acquire();
                more = 1;
            }
            for (; more > 0; more--) {
                Mail mail = carried.receive();
                underway.add(new Packet(mail, numbers.merge(mail.from(), 1, Integer::sum), false));
            }
        }

        private void handOver(Packet packet) {
            if (mended) {
                sortIn(packet);
            } else {
                ready.add(packet.mail());
            }
        }

        private void sortIn(Packet packet) {
            int sender = packet.mail().from();
            int next = expected.getOrDefault(sender, 1);
            TreeMap<Integer, Mail> line = early.computeIfAbsent(sender, one -> new TreeMap<>());
            if (packet.number() >= next) {
                line.put(packet.number(), packet.mail());
            }
            for (; line.containsKey(next); next++) {
                ready.add(line.remove(next));
            }
            expected.put(sender, next);
        }
    }
}
