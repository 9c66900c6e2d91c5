package murmur.training;

import java.util.List;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.Device;
import murmur.model.MatrixFactorization;
import murmur.model.Network;

/// The arithmetic of one worker: one model, into which the values of one node after the other are loaded. For one
/// thread at a time.
public interface Arithmetic {
    /// Samples evaluated at once: enough to keep the kernels busy, few enough to stay in the cache.
    int EVALUATION_BATCH = 128;

    void load(ParameterVector values);

    ParameterVector store();

    /// The number of learned values: how long the vectors of an optimiser are.
    int parameters();

    /// Loads what the optimiser remembers about the node.
    void loadMemories(List<ParameterVector> vectors);

    /// @param count how many vectors the optimiser remembers
    List<ParameterVector> storeMemories(int count);

    /// One step of an optimiser on one mini-batch.
    ///
    /// @param step the number of this step, from 1
    /// @return the mean loss of the batch before the step
    double step(Dataset data, int[] batch, LocalTraining training, long step);

    /// How the model does on every sample of `order`.
    Scores evaluate(Dataset data, int[] order, Loss loss);

    /// The same as training sees it, for networks in which the samples of a mini-batch of `batchSize` influence
    /// each other.
    default Scores measure(Dataset data, int[] order, Loss loss, int batchSize) {
        return evaluate(data, order, loss);
    }

    /// The quickest that can train `network` so: libtorch's, but for matrix factorisation where a step changes only the
    /// rows of its mini-batch. Each call of the result makes one.
    ///
    /// @param device where libtorch computes; matrix factorisation stays on the CPU
    /// @throws BadInput if the network cannot be trained so
    static Supplier<Arithmetic> of(Network network, LocalTraining training, Device device) {
        MatrixFactorization tables = MatrixFactorization.of(network).orElse(null);
        if (tables == null) {
            return () -> new Learner(network, device);
        }
        BadInput.unless(
                training.loss() == Loss.MEAN_SQUARED_ERROR,
                "loss_class",
                "be MSELoss with model_class MatrixFactorization",
                training.loss());
        return RatingLearner.suits(training) ? () -> new RatingLearner(tables) : () -> new Learner(network);
    }
}
