package murmur.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Carries messages between the nodes of one process by reference, without copying.
public final class InMemoryTransport implements Transport {
    private final List<BlockingQueue<Mail>> queues = new ArrayList<>();

    /// @param capacity how many messages may wait for one node. A synchronous node is never more than one step
    ///     ahead of a neighbour, so twice the largest degree suffices, and more than that is a fault of the
    ///     program.
    public InMemoryTransport(int nodes, int capacity) {
        for (int node = 0; node < nodes; node++) {
            queues.add(new LinkedBlockingQueue<>(capacity));
        }
    }

    @Override
    public Endpoint open(int node) {
        return new QueueEndpoint(node);
    }

    /// Tells all nodes, behind all that has come from it, that a node is lost. Takes the place of a message.
    public void depart(int node) {
        for (BlockingQueue<Mail> queue : queues) {
            if (!queue.offer(new Departure(node))) {
                throw new IllegalStateException("there is no room for word that node " + node + " is lost");
            }
        }
    }

    @Override
    public void close() {
        queues.forEach(BlockingQueue::clear);
    }

    private final class QueueEndpoint implements Endpoint {
        private final int node;

        QueueEndpoint(int node) {
            this.node = node;
        }

        @Override
        public void send(int to, Message message) {
            if (!queues.get(to).offer(message)) {
                throw new IllegalStateException("node " + to + " has more than "
                        + queues.get(to).size() + " messages waiting, the last from node " + message.from());
            }
        }

        @Override
        public Mail receive() throws InterruptedException {
            return queues.get(node).take();
        }
    }
}
