package murmur.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What nodes rely on, whatever carries their messages.
@Timeout(30)
public abstract class TransportContract {
    protected static final int NODES = 9;
    private static final int CAPACITY = 800;

    private final List<Transport> opened = new ArrayList<>();

    /// A transport between nodes 0 … `nodes` − 1 that lets `capacity` messages wait for each of them.
    protected abstract Transport transport(int nodes, int capacity);

    /// Throws a fault that the receiver notices, where the sender cannot.
    protected void awaitFault() throws InterruptedException {}

    private Transport open() {
        return open(CAPACITY);
    }

    private Transport open(int capacity) {
        Transport transport = transport(NODES, capacity);
        opened.add(transport);
        return transport;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Transport::close);
    }

    @Test
    void messagesOfOneSenderArriveInTheirOrder() throws InterruptedException {
        Transport transport = open();
        Endpoint sender = transport.open(1);
        for (int iteration = 0; iteration < 100; iteration++) {
            sender.send(0, message(1, iteration));
        }
        Endpoint receiver = transport.open(0);
        for (int iteration = 0; iteration < 100; iteration++) {
            assertThat(message(receiver).step().iteration()).isEqualTo(iteration);
        }
    }

    @Test
    void whatIsSentArrivesAsItWas() throws InterruptedException {
        Transport transport = open();
        ParameterVector model = ParameterVector.of(1, -0f, Float.MIN_VALUE);
        transport.open(3).send(0, new Message(3, new Step(7, 2), 5, () -> model));
        Message arrived = message(transport.open(0));
        assertThat(arrived.from()).isEqualTo(3);
        assertThat(arrived.step()).isEqualTo(new Step(7, 2));
        assertThat(arrived.degree()).isEqualTo(5);
        assertThat(arrived.model().get()).isEqualTo(model);
        assertThat(arrived.model().get()).isEqualTo(model);
    }

    @Test
    void oneModelReachesAllNeighboursAndThenAnotherOne() throws InterruptedException {
        Transport transport = open();
        Endpoint sender = transport.open(1);
        for (float value = 0; value < 3; value++) {
            ParameterVector model = ParameterVector.of(value, -0f, 1);
            for (int receiver = 2; receiver < NODES; receiver++) {
                sender.send(receiver, new Message(1, new Step((int) value, 0), 5, () -> model));
            }
        }
        for (int receiver = 2; receiver < NODES; receiver++) {
            Endpoint its = transport.open(receiver);
            for (float value = 0; value < 3; value++) {
                assertThat(message(its).model().get()).isEqualTo(ParameterVector.of(value, -0f, 1));
            }
        }
    }

    @Test
    void messagesWaitForAReceiverThatIsNotYetListening() throws InterruptedException {
        Transport transport = open();
        transport.open(1).send(0, message(1, 0));
        transport.open(2).send(0, message(2, 0));
        Endpoint late = transport.open(0);
        assertThat(List.of(late.receive().from(), late.receive().from())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void messagesReachTheirReceiverOnly() throws InterruptedException {
        Transport transport = open();
        Endpoint sender = transport.open(0);
        for (int receiver = 1; receiver < NODES; receiver++) {
            sender.send(receiver, message(0, 10 * receiver));
        }
        for (int receiver = 1; receiver < NODES; receiver++) {
            assertThat(message(transport.open(receiver)).step().iteration()).isEqualTo(10 * receiver);
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenManySendAtOnce() throws InterruptedException {
        Transport transport = open();
        List<Thread> senders = IntStream.range(1, NODES)
                .mapToObj(node -> Thread.ofVirtual().start(() -> sendHundred(transport.open(node), node)))
                .toList();
        Map<Integer, List<Integer>> arrived = new HashMap<>();
        Endpoint receiver = transport.open(0);
        for (int message = 0; message < 100 * (NODES - 1); message++) {
            Message next = message(receiver);
            arrived.computeIfAbsent(next.from(), sender -> new ArrayList<>())
                    .add(next.step().iteration());
        }
        for (Thread sender : senders) {
            sender.join();
        }
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        assertThat(arrived).hasSize(NODES - 1);
        assertThat(arrived.values()).allMatch(all::equals);
    }

    private static void sendHundred(Endpoint endpoint, int node) {
        for (int iteration = 0; iteration < 100; iteration++) {
            endpoint.send(0, message(node, iteration));
        }
    }

    @Test
    void aReceiverWaitsUntilAMessageComes() throws Exception {
        Transport transport = open();
        FutureTask<Mail> waiting = new FutureTask<>(transport.open(0)::receive);
        startAndAwaitWaiting(waiting);
        assertThat(waiting.isDone()).isFalse();
        transport.open(4).send(0, message(4, 1));
        assertThat(waiting.get().from()).isEqualTo(4);
    }

    @Test
    void aWaitingReceiverCanBeInterrupted() throws InterruptedException {
        FutureTask<Mail> waiting = new FutureTask<>(open().open(0)::receive);
        startAndAwaitWaiting(waiting).interrupt();
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    private static Thread startAndAwaitWaiting(Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void moreMessagesThanMayWaitAreAFault() throws InterruptedException {
        Transport transport = open(2);
        Endpoint sender = transport.open(1);
        sender.send(0, message(1, 0));
        sender.send(0, message(1, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    sender.send(0, message(1, 2));
                    awaitFault();
                })
                .withMessageContaining("node 0")
                .withMessageContaining("messages waiting")
                .withMessageContaining("node 1");
        Endpoint receiver = transport.open(0);
        assertThat(message(receiver).step().iteration()).isZero();
        assertThat(message(receiver).step().iteration()).isEqualTo(1);
    }

    private static Message message(Endpoint receiver) throws InterruptedException {
        return (Message) receiver.receive();
    }

    protected static Message message(int from, int iteration) {
        return new Message(from, new Step(iteration, 0), 1, () -> ParameterVector.of(from, iteration, 0));
    }
}
