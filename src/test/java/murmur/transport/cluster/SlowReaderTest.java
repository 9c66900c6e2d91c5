package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A host that reads more slowly than another one sends.
@Timeout(120)
class SlowReaderTest {
    /// A megabyte.
    private static final int VALUES = 1 << 18;

    private static final int MODELS = 100;

    /// 16 MB of credit, and what is being sent and being read when it is used up.
    private static final int MOST_UNREAD = 24;

    private final List<InetSocketAddress> hosts = LoopbackHosts.freePorts().subList(0, 2);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger mostUnread = new AtomicInteger();
    private final List<Integer> read = new ArrayList<>();
    private final CountDownLatch all = new CountDownLatch(MODELS);
    private final CountDownLatch met = new CountDownLatch(2);
    private final Thread sender = new Thread(this::sendAll);
    private final CompletableFuture<Group> sending = new CompletableFuture<>();

    private Group join(int machine) {
        Stack stack = new Stack(hosts, machine, Duration.ofSeconds(60), Optional.empty());
        return Group.join(stack, new Codec(VALUES, Encoding.RAW), new Frame.Hello(machine, ""), new Group.Listener() {
            @Override
            public void received(Frame frame) {
                if (frame instanceof Frame.Model model) {
                    read(model);
                } else {
                    met.countDown();
                }
            }

            @Override
            public void lost(int other) {}
        });
    }

    /// Goes on only when the sender can do nothing more.
    private void read(Frame.Model model) {
        while (sender.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        mostUnread.accumulateAndGet(sent.get() - read.size(), Math::max);
        read.add(model.step().iteration());
        all.countDown();
    }

    private void sendAll() {
        ParameterVector values = ParameterVector.owning(new float[VALUES]);
        for (int i = 0; i < MODELS; i++) {
            sending.join().send(1, new Frame.Model(0, 1, new Step(i, 0), 1, values));
            sent.incrementAndGet();
        }
    }

    @Test
    void senderWaitsBeforeMoreThanTheCreditIsUnread() throws InterruptedException {
        try (Group here = join(0);
                Group there = join(1)) {
            assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();
            sending.complete(here);
            sender.start();
            assertThat(all.await(100, TimeUnit.SECONDS)).isTrue();
            assertThat(there).isNotNull();
        }
        assertThat(read).isEqualTo(IntStream.range(0, MODELS).boxed().toList());
        assertThat(mostUnread.get()).isBetween(8, MOST_UNREAD);
    }
}
