package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import murmur.BadInput;
import murmur.transport.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A host that claims the number of another one, and is elsewhere.
@Timeout(90)
class ImpostorTest {
    private static final Codec CODEC = new Codec(1, Encoding.RAW);

    private final List<InetSocketAddress> addresses = LoopbackHosts.freePorts().subList(0, 2);
    private final InetSocketAddress elsewhere = LoopbackHosts.freePorts().getLast();
    private final List<InetSocketAddress> others = List.of(addresses.getFirst(), elsewhere);
    private final List<Group> joined = new ArrayList<>();

    /// What a host is told.
    private static final class Ear implements Group.Listener {
        private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<BadInput> refused = new LinkedBlockingQueue<>();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void received(Frame frame) {
            heard.add(frame);
        }

        @Override
        public void lost(int machine) {
            lost.incrementAndGet();
        }

        @Override
        public void refused(BadInput why) {
            refused.add(why);
        }

        Frame next() throws InterruptedException {
            return java.util.Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS));
        }
    }

    private Group join(List<InetSocketAddress> hosts, int machine, Ear ear) {
        Stack stack = new Stack(hosts, machine, Duration.ofSeconds(3), Optional.empty());
        Group group = Group.join(stack, CODEC, new Frame.Hello(machine, "run"), ear);
        joined.add(group);
        return group;
    }

    @AfterEach
    void leave() {
        joined.forEach(Group::close);
    }

    private void checkRefused(Ear impostor) throws InterruptedException {
        BadInput why = impostor.refused.poll(30, TimeUnit.SECONDS);
        assertThat(why)
                .hasMessage("--addresses must have machine 1 at " + text(addresses.getLast()) + ", as machine 0 at "
                        + text(addresses.getFirst()) + " has it, was at " + text(elsewhere) + "; give all hosts the"
                        + " same addresses and --offset, and every one its own number with --machine-id");
    }

    private static String text(InetSocketAddress host) {
        return "127.0.0.1:" + host.getPort();
    }

    @Test
    void oneThatComesLateIsRefusedAndTheOthersTalkOn() throws InterruptedException {
        Ear first = new Ear();
        Ear second = new Ear();
        Group zero = join(addresses, 0, first);
        Group one = join(addresses, 1, second);
        assertThat(first.next()).isEqualTo(new Frame.Hello(1, "run"));
        assertThat(second.next()).isEqualTo(new Frame.Hello(0, "run"));
        Ear impostor = new Ear();
        Group stranger = join(others, 1, impostor);
        checkRefused(impostor);
        stranger.close();
        one.send(0, new Frame.Progress(1, 7));
        zero.send(1, new Frame.Progress(0, 8));
        assertThat(first.next()).isEqualTo(new Frame.Progress(1, 7));
        assertThat(second.next()).isEqualTo(new Frame.Progress(0, 8));
        checkUnsettled(first, second);
        assertThat(impostor.heard).isEmpty();
    }

    private static void checkUnsettled(Ear... rightful) {
        for (Ear ear : rightful) {
            assertThat(ear.lost).hasValue(0);
            assertThat(ear.refused).isEmpty();
        }
    }

    @Test
    void oneThatComesFirstIsRefusedAndTheOthersFindEachOther() throws InterruptedException {
        Ear impostor = new Ear();
        Group stranger = join(others, 1, impostor);
        Ear first = new Ear();
        Ear second = new Ear();
        join(addresses, 0, first);
        checkRefused(impostor);
        join(addresses, 1, second);
        assertThat(first.next()).isEqualTo(new Frame.Hello(1, "run"));
        assertThat(second.next()).isEqualTo(new Frame.Hello(0, "run"));
        stranger.close();
        checkUnsettled(first, second);
        assertThat(impostor.heard).isEmpty();
    }

    @Test
    void oneWithTheNumberOfNobodyIsRefused() throws InterruptedException {
        Ear first = new Ear();
        join(addresses, 0, first);
        Ear impostor = new Ear();
        join(List.of(addresses.getFirst(), addresses.getLast(), elsewhere), 2, impostor);
        assertThat(impostor.refused.poll(30, TimeUnit.SECONDS))
                .hasMessageStartingWith("--addresses must have machine 2 nowhere, as machine 0 at "
                        + text(addresses.getFirst()) + " has it, was at " + text(elsewhere));
        assertThat(first.heard).isEmpty();
        checkUnsettled(first);
    }
}
