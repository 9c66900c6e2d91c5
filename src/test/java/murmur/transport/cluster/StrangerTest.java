package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import murmur.transport.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run is closed to whoever has not its key.
@Timeout(90)
class StrangerTest {
    private static final Codec CODEC = new Codec(1, Encoding.RAW);

    @TempDir
    private Path folder;

    private final List<InetSocketAddress> addresses = LoopbackHosts.freePorts();

    /// Counts what a host hears.
    private static final class Ear implements Group.Listener {
        private final LinkedBlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
        private final AtomicInteger lost = new AtomicInteger();
        private final CountDownLatch hello = new CountDownLatch(1);

        @Override
        public void received(Frame frame) {
            heard.add(frame);
            hello.countDown();
        }

        @Override
        public void lost(int machine) {
            lost.incrementAndGet();
        }
    }

    private Group join(int machine, Optional<SSLContext> tls, Ear ear) {
        Stack stack = new Stack(addresses, machine, Duration.ofSeconds(20), tls);
        return Group.join(stack, CODEC, new Frame.Hello(machine, "secret"), ear);
    }

    private Optional<SSLContext> key(String name) throws Exception {
        Path keys = folder.resolve(name);
        if (!Files.exists(keys)) {
            RunKeys.create(keys);
        }
        return Optional.of(RunKeys.read(keys));
    }

    @Test
    void hostsWithTheKeyTalkAndAStrangerIsNeitherHeardNorTold() throws Exception {
        Ear first = new Ear();
        Ear second = new Ear();
        try (Group one = join(0, key("run"), first);
                Group two = join(1, key("run"), second)) {
            assertThat(first.hello.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.hello.await(30, TimeUnit.SECONDS)).isTrue();
            // Each is on its own for as long as it tries, which its return tells.
            for (Optional<SSLContext> tls : List.of(key("another"), Optional.<SSLContext>empty())) {
                Ear outside = new Ear();
                try (Group stranger = join(2, tls, outside)) {
                    stranger.send(0, new Frame.Failure(2, "stop"));
                    stranger.sendAll(new Frame.Failure(2, "stop"));
                }
                assertThat(outside.heard).isEmpty();
            }
            throwRubbishAt(addresses.getFirst());
            two.send(0, new Frame.Progress(1, 7));
            assertThat(first.heard.poll()).isEqualTo(new Frame.Hello(1, "secret"));
            assertThat(first.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.Progress(1, 7));
            one.send(1, new Frame.Progress(0, 8));
            assertThat(second.heard.poll()).isEqualTo(new Frame.Hello(0, "secret"));
            assertThat(second.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Frame.Progress(0, 8));
            assertThat(first.lost).hasValue(0);
        }
    }

    /// A whole frame among it, in case somebody listens.
    private static void throwRubbishAt(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            byte[] frame = CODEC.encode(new Frame.Failure(1, "stop"), 0);
            socket.getOutputStream().write(frame);
            socket.getOutputStream().write(new byte[10_000]);
        } catch (java.net.SocketException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void keysAreForTheirOwnerOnlyAndNeverReplaced() throws Exception {
        Path file = RunKeys.create(folder.resolve("keys"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunKeys.create(folder.resolve("keys")))
                .withMessageContaining("must hold no keys, was run.p12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunKeys.read(folder))
                .withMessageContaining("murmur keys create");
    }
}
