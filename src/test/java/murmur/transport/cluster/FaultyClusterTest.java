package murmur.transport.cluster;

import java.util.Optional;
import murmur.random.Seed;
import murmur.transport.Transport;
import murmur.transport.TransportContract;

/// The contract over a network that loses, doubles, delays and reorders a third of all packets.
class FaultyClusterTest extends TransportContract {
    @SuppressWarnings("NullAway.Init")
    private LoopbackHosts hosts;

    @Override
    protected Transport transport(int nodes, int capacity) {
        hosts = new LoopbackHosts(nodes, capacity, machine -> Optional.of(new BadNetwork(new Seed(60 + machine))));
        return hosts;
    }

    @Override
    protected void awaitFault() throws InterruptedException {
        hosts.throwFault();
    }
}
