package murmur.transport;

class InMemoryTransportTest extends TransportContract {
    @Override
    protected Transport transport(int nodes, int capacity) {
        return new InMemoryTransport(nodes, capacity);
    }
}
