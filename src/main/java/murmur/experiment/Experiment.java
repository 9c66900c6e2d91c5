package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Partition;
import murmur.data.Validation;
import murmur.mixing.Mixing;
import murmur.model.Device;
import murmur.model.Network;
import murmur.model.Networks;
import murmur.model.Precision;
import murmur.model.Processor;
import murmur.node.Always;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.sharing.BufferNoise;
import murmur.sharing.Sharing;
import murmur.topology.Graph;
import murmur.topology.GraphFile;
import murmur.topology.Step;
import murmur.training.LocalTraining;
import murmur.transport.Encoding;

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
    /// @param validation what is set apart before or after
    public record Split(Partition partition, boolean onlyLocal, Optional<Validation> validation) {
        /// With nothing set apart.
        public Split(Partition partition, boolean onlyLocal) {
            this(partition, onlyLocal, Optional.empty());
        }
    }

    /// A network by its name.
    ///
    /// @param file where the network itself comes from, if not from here
    /// @param device where it computes
    public record Model(
            String name, Networks.Architecture architecture, Optional<Path> file, Precision precision, Device device) {
        /// In float32 on the CPU.
        public Model(String name, Networks.Architecture architecture, Optional<Path> file) {
            this(name, architecture, file, Precision.FLOAT32, Device.CPU);
        }

        /// One of our own, in float32 on the CPU.
        public Model(String name, Networks.Architecture architecture) {
            this(name, architecture, Optional.empty());
        }

        /// The same with products of another precision.
        public Model withPrecision(Precision other) {
            return new Model(name, architecture, file, other, device);
        }

        /// The same on another device.
        public Model withDevice(Device other) {
            return new Model(name, architecture, file, precision, other);
        }

        /// The network for some data.
        ///
        /// @throws BadInput if the data does not suit it, or the processor its precision
        public Network network(Dataset data) {
            if (device.equals(Device.CPU)) {
                Processor.here().require(precision);
            }
            return architecture.of(data).withPrecision(precision);
        }
    }

    /// Who exchanges what with whom.
    ///
    /// @param bufferNoise whether the noise of `sharing` spares the buffers of the network
    /// @param encoding of the models sent
    public record Exchange(
            Wiring wiring,
            Sharing sharing,
            Mixing mixing,
            Participation participation,
            BufferNoise bufferNoise,
            Encoding encoding) {
        /// @throws BadInput when some node cannot share like this
        public Exchange {
            sharing.validate(wiring.topology().at(new Step(0, 0)));
        }

        /// With noise that spares buffers, and models sent as they are.
        public Exchange(Wiring wiring, Sharing sharing, Mixing mixing, Participation participation) {
            this(wiring, sharing, mixing, participation, BufferNoise.NONE, Encoding.RAW);
        }

        /// An exchange on one graph, in which all nodes take part always.
        ///
        /// @param graphFile where the graph was read from, when it was
        public Exchange(Graph graph, Optional<GraphOrigin> graphFile, Sharing sharing, Mixing mixing) {
            this(Wiring.fixed(graph, graphFile), sharing, mixing, new Always());
        }
    }

    /// A graph file and how it is to be read.
    public record GraphOrigin(Path file, GraphFile.Format format) {}

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
        return exchange.wiring().nodes();
    }
}
