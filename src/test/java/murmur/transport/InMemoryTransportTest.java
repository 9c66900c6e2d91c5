package murmur.transport;

class InMemoryTransportTest extends TransportContract {
    @Override
    Transport transport(int nodes, int capacity) {
        return new InMemoryTransport(nodes, capacity);
    }
}
