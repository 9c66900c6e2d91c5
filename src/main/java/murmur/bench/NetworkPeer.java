package murmur.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import murmur.transport.Encoding;
import murmur.transport.cluster.Codec;
import murmur.transport.cluster.Frame;
import murmur.transport.cluster.Group;
import murmur.transport.cluster.RunKeys;
import murmur.transport.cluster.Stack;

/// The other end of a measured network: a process of its own that takes models in, and answers as soon as it
/// has as many as were announced. It ends with the process that started it.
public final class NetworkPeer implements Group.Listener {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final CountDownLatch gone = new CountDownLatch(1);
    private final int announced;
    private int received;
    private final CompletableFuture<Group> group = new CompletableFuture<>();

    private NetworkPeer(int announced) {
        this.announced = announced;
    }

    /// @param words ports of both ends, number of values, number of models before an answer, perhaps the folder of keys
    public static void main(String[] words) throws InterruptedException {
        List<Integer> numbers =
                java.util.Arrays.stream(words).limit(4).map(Integer::valueOf).toList();
        Optional<Path> keys = words.length > 4 ? Optional.of(Path.of(words[4])) : Optional.empty();
        NetworkPeer peer = new NetworkPeer(numbers.get(3));
        Thread.ofVirtual().start(() -> ProcessHandle.current().parent().ifPresent(peer::leaveWith));
        try (Group joined = join(1, numbers.subList(0, 2), numbers.get(2), keys, peer)) {
            peer.group.complete(joined);
            peer.gone.await();
        }
    }

    static Group join(int machine, List<Integer> ports, int values, Optional<Path> keys, Group.Listener listener) {
        Optional<SSLContext> tls = keys.map(RunKeys::read);
        Frame.Hello hello = new Frame.Hello(machine, "bench");
        return Group.join(
                new Stack(LocalPeer.hosts(ports), machine, SILENCE, tls),
                new Codec(values, Encoding.RAW),
                hello,
                listener);
    }

    private void leaveWith(ProcessHandle parent) {
        parent.onExit().join();
        gone.countDown();
    }

    @Override
    public synchronized void received(Frame frame) {
        if (frame instanceof Frame.Model && ++received % announced == 0) {
            int rounds = received / announced;
            Thread.ofVirtual().start(() -> group.join().send(0, new Frame.Progress(1, rounds)));
        }
    }

    @Override
    public void lost(int machine) {
        gone.countDown();
    }
}
