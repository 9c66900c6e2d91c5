package murmur.transport.cluster;

import java.util.Optional;
import murmur.transport.Transport;
import murmur.transport.TransportContract;

class ClusterTransportTest extends TransportContract {
    @SuppressWarnings("NullAway.Init")
    private LoopbackHosts hosts;

    @Override
    protected Transport transport(int nodes, int capacity) {
        hosts = new LoopbackHosts(nodes, capacity, machine -> Optional.empty());
        return hosts;
    }

    @Override
    protected void awaitFault() throws InterruptedException {
        hosts.throwFault();
    }
}
