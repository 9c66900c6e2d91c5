package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import murmur.BadInput;
import murmur.data.Partition;
import murmur.mixing.Mixing;
import murmur.model.Networks;
import murmur.node.Schedule;
import murmur.sharing.BufferNoise;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.training.LocalTraining;

/// Everything that determines a run: the same experiment gives the same results, to the bit, wherever it runs.
public record Experiment(
        String name, Learning learning, Exchange exchange, Schedule schedule, Placement placement, Saving saving) {
    /// What nodes learn, from what.
    ///
    /// @param testBatchSize the test loss is a mean of means over batches of this size
    /// @param seed of the initial weights and of the order of mini-batches
    public record Learning(
            DataSource data, Split split, Model model, LocalTraining training, int testBatchSize, long seed) {
        public Learning {
            BadInput.unless(testBatchSize >= 1, "test_batch_size", "be at least 1", testBatchSize);
            BadInput.unless(seed >= 0, "random_seed", "be at least 0", seed);
        }
    }

    /// @param onlyLocal whether each machine divides the whole data set among its own nodes
    public record Split(Partition partition, boolean onlyLocal) {}

    /// A network by its name.
    public record Model(String name, Networks.Architecture architecture) {}

    /// Who exchanges what with whom.
    ///
    /// @param graphFile where the graph was read from, when it was
    /// @param bufferNoise whether the noise of `sharing` spares the buffers of the network
    public record Exchange(
            Graph graph, Optional<Path> graphFile, Sharing sharing, Mixing mixing, BufferNoise bufferNoise) {
        /// With noise that spares buffers.
        public Exchange(Graph graph, Optional<Path> graphFile, Sharing sharing, Mixing mixing) {
            this(graph, graphFile, sharing, mixing, BufferNoise.NONE);
        }
    }

    /// Which models are saved as they are sent.
    ///
    /// @param period in iterations; 0 saves none
    /// @param nodes only nodes below this number save
    public record Saving(int period, int nodes) {
        public Saving {
            BadInput.unless(period >= 0, "the saving period", "be at least 0", period);
        }

        /// Whether the model node `node` sends first in iteration `iteration` (from 0) is saved.
        public boolean includes(int node, int iteration) {
            return period > 0 && node < nodes && (iteration == 0 || (iteration + 1) % period == 0);
        }
    }

    public int nodes() {
        return exchange.graph().nodes();
    }
}
