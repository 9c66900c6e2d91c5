package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import murmur.experiment.Communication;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.Placement;
import murmur.node.Participation.Attendance;
import murmur.transport.cluster.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the second of three machines makes of others that leave.
@Timeout(20)
class LossesTest {
    private static final int OWN = 1;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CompletableFuture<RuntimeException> alarm = new CompletableFuture<>();
    private final RollCall roll = new RollCall(3, alarm::complete);
    private final Losses losses = new Losses(site(), new Placement(3, 2), roll, Attendance.FULL, new NoAftermath());

    private static HostRun.Site site() {
        List<InetSocketAddress> hosts = IntStream.range(9001, 9004)
                .mapToObj(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
        return new HostRun.Site(
                hosts, OWN, new Communication(Optional.empty(), 1, SOON, SOON, OnFailure.STOP), Optional.empty());
    }

    private static final class NoAftermath implements Losses.Aftermath {
        @Override
        public void tell(Frame.Standing standing) {}

        @Override
        public void saveNoMore() {}

        @Override
        public void depart(int node) {}

        @Override
        public void record(Loss loss) {}
    }

    @BeforeEach
    void allAreHere() {
        IntStream.range(0, 3).forEach(roll::isHere);
    }

    @Test
    void whoLeavesWhileThisMachineRunsIsLost() {
        assertThat(roll.left(2)).isTrue();
        losses.left(2);
        assertThat(alarm).isCompletedWithValueMatching(why -> text(why).startsWith("machine 2 (127.0.0.1:9003"));
    }

    /// The others hear the end at different times, and the first to hear it leaves before it is known here.
    @Test
    void whoLeavesOnWordOfTheEndIsNotLost() throws InterruptedException {
        roll.isDone(OWN);
        roll.isDone(2);
        assertThat(roll.left(2)).isTrue();
        losses.left(2);
        assertThat(alarm).isNotDone();
        roll.end();
        assertThat(roll.awaitEnd(OWN)).isFalse();
    }

    @Test
    void whoLeavesAfterThisMachineHasFinishedIsLostIfNoWordOfTheEndComes()
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        roll.isDone(OWN);
        assertThat(roll.left(2)).isTrue();
        losses.left(2);
        assertThat(text(alarm.get(SOON.toSeconds(), TimeUnit.SECONDS))).startsWith("machine 2 (127.0.0.1:9003");
    }

    private static String text(RuntimeException why) {
        return String.valueOf(why.getMessage());
    }
}
