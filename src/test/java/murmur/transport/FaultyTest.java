package murmur.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import murmur.random.Seed;
import org.junit.jupiter.api.Test;

/// The contract for messages in memory, which are lost, doubled, delayed and reordered on their way. Nothing in
/// memory does that, and nothing of ours makes up for it there: what is shown is that the contract can be kept
/// all the same, and that what breaks it is noticed. That nodes bear more than the contract allows is shown by
/// `DelayLawTest`; and that a real network's faults are made up for, by `FaultyClusterTest`.
class FaultyTest extends TransportContract {
    @Override
    protected Transport transport(int nodes, int capacity) {
        return Faulty.mended(new InMemoryTransport(nodes, capacity), new Seed(41));
    }

    @Test
    void messagesOfDifferentSendersOvertakeEachOther() throws InterruptedException {
        assertThat(senders(1)).isNotEqualTo(sendersAsSent()).containsExactlyInAnyOrderElementsOf(sendersAsSent());
    }

    @Test
    void theSeedDecidesWhoOvertakes() throws InterruptedException {
        assertThat(senders(1)).isEqualTo(senders(1)).isNotEqualTo(senders(2));
    }

    @Test
    void messagesAreLostAndDoubledAndOfOneSenderComeInDisorderUnlessThatIsMended() throws InterruptedException {
        List<Integer> raw;
        try (Faulty line = Faulty.raw(new InMemoryTransport(2, 100), new Seed(3))) {
            raw = iterations(line, 100);
            assertThat(line.lost()).isPositive();
            assertThat(line.doubled()).isPositive();
        }
        assertThat(Set.copyOf(raw)).hasSizeLessThan(100);
        assertThat(raw).isNotEqualTo(raw.stream().sorted().toList());
        try (Faulty line = Faulty.mended(new InMemoryTransport(2, 100), new Seed(3))) {
            assertThat(iterations(line, 100)).isSorted().doesNotHaveDuplicates();
        }
    }

    private static List<Integer> iterations(Transport line, int messages) throws InterruptedException {
        for (int iteration = 0; iteration < messages; iteration++) {
            line.open(1).send(0, message(1, iteration));
        }
        List<Integer> iterations = new ArrayList<>();
        while (iterations.size() < messages) {
            iterations.add(((Message) line.open(0).receive()).step().iteration());
        }
        return iterations;
    }

    private static List<Integer> sendersAsSent() {
        List<Integer> senders = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            senders.addAll(List.of(1, 2, 3, 4));
        }
        return senders;
    }

    private static List<Integer> senders(long seed) throws InterruptedException {
        List<Integer> senders = new ArrayList<>();
        try (Transport transport = Faulty.mended(new InMemoryTransport(5, 20), new Seed(seed))) {
            sendersAsSent().forEach(sender -> transport.open(sender).send(0, message(sender, 0)));
            for (int arrived = 0; arrived < 20; arrived++) {
                senders.add(transport.open(0).receive().from());
            }
        }
        return senders;
    }
}
