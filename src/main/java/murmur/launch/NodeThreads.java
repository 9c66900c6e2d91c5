package murmur.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import murmur.experiment.Placement;
import murmur.math.ParameterVector;
import murmur.node.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A virtual thread for each node of this process. The first failure, of a node or reported by somebody else,
/// stops all.
final class NodeThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);
    private static final int PATIENCE_SECONDS = 3;

    private final ExecutorService executor;
    private final CompletionService<Finished> completion;
    private final Placement placement;

    private record Finished(int node, ParameterVector model) {}

    NodeThreads(Placement placement) {
        this.placement = placement;
        ThreadFactory threads = Thread.ofVirtual().name("node-", 0).factory();
        executor = Executors.newThreadPerTaskExecutor(threads);
        completion = new ExecutorCompletionService<>(executor);
    }

    /// Ends the waiting in [#run] with this failure; may be called at any time.
    void fail(RuntimeException failure) {
        if (!executor.isShutdown()) {
            completion.submit(() -> {
                throw failure;
            });
        }
    }

    /// Runs all nodes to their end and returns their final models.
    Map<Integer, ParameterVector> run(Map<Integer, Node> nodes) throws InterruptedException {
        nodes.forEach((id, node) -> completion.submit(() -> run(id, node)));
        Map<Integer, ParameterVector> models = new HashMap<>();
        try {
            while (models.size() < nodes.size()) {
                Finished finished = completion.take().get();
                models.put(finished.node(), finished.model());
            }
            return models;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RunFailure cause) {
                throw cause;
            }
            throw new IllegalStateException("a node failed: " + failure.getCause(), failure.getCause());
        }
    }

    private Finished run(int id, Node node) throws InterruptedException {
        try {
            return new Finished(id, node.run());
        } catch (RuntimeException | Error failure) {
            int machine = placement.machine(id);
            throw new NodeFailure(
                    "node " + id + " on machine " + machine + " failed in iteration " + (node.iteration() + 1) + ": "
                            + (failure.getMessage() == null ? failure : failure.getMessage()),
                    failure);
        }
    }

    /// Stops whatever still runs.
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            // A node that writes to a machine which reads no more may not notice.
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("some nodes could not be stopped");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
