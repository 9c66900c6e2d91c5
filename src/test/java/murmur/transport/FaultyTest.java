package murmur.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import murmur.random.Seed;
import org.junit.jupiter.api.Test;

class FaultyTest extends TransportContract {
    @Override
    protected Transport transport(int nodes, int capacity) {
        return new Faulty(new InMemoryTransport(nodes, capacity), new Seed(41));
    }

    @Test
    void messagesOfDifferentSendersOvertakeEachOther() throws InterruptedException {
        assertThat(senders(1)).isNotEqualTo(sendersAsSent()).containsExactlyInAnyOrderElementsOf(sendersAsSent());
    }

    @Test
    void theSeedDecidesWhoOvertakes() throws InterruptedException {
        assertThat(senders(1)).isEqualTo(senders(1)).isNotEqualTo(senders(2));
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
        try (Transport transport = new Faulty(new InMemoryTransport(5, 20), new Seed(seed))) {
            sendersAsSent().forEach(sender -> transport.open(sender).send(0, message(sender, 0)));
            for (int arrived = 0; arrived < 20; arrived++) {
                senders.add(transport.open(0).receive().from());
            }
        }
        return senders;
    }
}
