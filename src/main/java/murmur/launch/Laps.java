package murmur.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import murmur.node.NodeEvent;

/// Tells when all nodes of a process have finished an iteration.
final class Laps implements NodeEvent.Observer {
    private final int nodes;
    private final IntConsumer completed;
    private final Map<Integer, Integer> finished = new HashMap<>();

    /// @param completed told how many iterations all have finished
    Laps(int nodes, IntConsumer completed) {
        this.nodes = nodes;
        this.completed = completed;
    }

    @Override
    public void on(NodeEvent event) {
        if (event instanceof NodeEvent.IterationEnded ended && count(ended.iteration())) {
            completed.accept(ended.iteration() + 1);
        }
    }

    private synchronized boolean count(int iteration) {
        boolean all = finished.merge(iteration, 1, Integer::sum) == nodes;
        if (all) {
            finished.remove(iteration);
        }
        return all;
    }
}
