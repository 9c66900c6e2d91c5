package murmur.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import murmur.math.ParameterVector;
import murmur.mixing.Received;
import murmur.topology.Step;
import murmur.transport.InMemoryTransport;
import murmur.transport.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InboxTest {
    private static final Step NOW = new Step(3, 0);
    private static final Step NEXT_MIXING = new Step(3, 1);
    private static final Step NEXT_ITERATION = new Step(4, 0);

    private final InMemoryTransport transport = new InMemoryTransport(4, 100);
    private final Inbox inbox = new Inbox(transport.open(0));

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void modelsComeInTheOrderOfTheSendersNotOfTheirArrival() throws InterruptedException {
        send(2, NOW, 20);
        send(3, NOW, 30);
        send(1, NOW, 10);
        assertThat(values(inbox.await(NOW, new int[] {3, 1, 2}))).containsExactly(30f, 10f, 20f);
    }

    @Test
    void messagesAheadOfTheirStepWaitForIt() throws InterruptedException {
        send(1, NOW, 10);
        send(1, NEXT_MIXING, 11);
        send(1, NEXT_ITERATION, 12);
        send(2, NEXT_MIXING, 21);
        send(2, NOW, 20);
        send(2, NEXT_ITERATION, 22);
        int[] senders = {2, 1};
        assertThat(values(inbox.await(NOW, senders))).containsExactly(20f, 10f);
        assertThat(values(inbox.await(NEXT_MIXING, senders))).containsExactly(21f, 11f);
        assertThat(values(inbox.await(NEXT_ITERATION, senders))).containsExactly(22f, 12f);
    }

    @Test
    void everySenderIsWaitedFor() throws Exception {
        send(1, NOW, 10);
        FutureTask<List<Received>> waiting = new FutureTask<>(() -> inbox.await(NOW, new int[] {1, 2}));
        Thread thread = Thread.ofPlatform().start(waiting);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(waiting.isDone()).isFalse();
        send(2, NOW, 20);
        assertThat(values(waiting.get())).containsExactly(10f, 20f);
    }

    @Test
    void theDegreeIsTheOneTheSenderSaid() throws InterruptedException {
        send(1, NOW, 10);
        assertThat(inbox.await(NOW, new int[] {1}).getFirst().degree()).isEqualTo(7);
    }

    @Test
    void whatALostNodeHadSentCountsAndNothingMoreIsWaitedFor() throws InterruptedException {
        send(1, NOW, 10);
        send(1, NEXT_ITERATION, 12);
        transport.depart(1);
        send(2, NOW, 20);
        send(2, NEXT_MIXING, 21);
        send(2, NEXT_ITERATION, 22);
        int[] senders = {1, 2};
        assertThat(values(inbox.await(NOW, senders))).containsExactly(10f, 20f);
        assertThat(values(inbox.await(NEXT_MIXING, senders))).containsExactly(21f);
        assertThat(values(inbox.await(NEXT_ITERATION, senders))).containsExactly(12f, 22f);
    }

    @Test
    void whatComesTwiceCountsOnceHoweverLateTheSecondIs() throws InterruptedException {
        send(1, NOW, 10);
        send(1, NOW, 11);
        send(1, NEXT_MIXING, 12);
        send(2, NOW, 20);
        int[] senders = {2, 1};
        assertThat(values(inbox.await(NOW, senders))).containsExactly(20f, 10f);
        send(1, NOW, 13);
        send(1, NEXT_MIXING, 14);
        send(2, NEXT_MIXING, 21);
        assertThat(values(inbox.await(NEXT_MIXING, senders))).containsExactly(21f, 12f);
        send(1, NOW, 15);
        send(2, NEXT_MIXING, 22);
        send(2, NEXT_ITERATION, 23);
        send(1, NEXT_ITERATION, 16);
        assertThat(values(inbox.await(NEXT_ITERATION, senders))).containsExactly(23f, 16f);
        assertThat(inbox.waiting()).isZero();
    }

    @Test
    void messagesOfOneSenderMayOvertakeEachOther() throws InterruptedException {
        send(1, NEXT_ITERATION, 12);
        send(1, NEXT_MIXING, 11);
        send(1, NOW, 10);
        int[] senders = {1};
        assertThat(values(inbox.await(NOW, senders))).containsExactly(10f);
        assertThat(values(inbox.await(NEXT_MIXING, senders))).containsExactly(11f);
        assertThat(values(inbox.await(NEXT_ITERATION, senders))).containsExactly(12f);
    }

    @Test
    void nobodyIsWaitedForWithoutNeighbours() throws InterruptedException {
        assertThat(inbox.await(NOW, new int[0])).isEmpty();
    }

    private void send(int from, Step step, float value) {
        ParameterVector model = ParameterVector.of(value);
        transport.open(from).send(0, new Message(from, step, 7, () -> model));
    }

    private static List<Float> values(List<Received> received) {
        return received.stream().map(each -> each.model().get().at(0)).toList();
    }
}
