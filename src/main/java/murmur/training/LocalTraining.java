package murmur.training;

import java.util.OptionalDouble;
import murmur.BadInput;

/// What a node does between two exchanges: `rounds` mini-batches of a new pass over its samples or, with `fullEpochs`,
/// `rounds` whole passes.
///
/// @param wholeBatches whether an incomplete last mini-batch is left out
/// @param clippingNorm the largest L2 norm of a gradient; a longer one is scaled down to it (Pascanu et al., 2013)
public record LocalTraining(
        Optimizer optimizer,
        Loss loss,
        int batchSize,
        int rounds,
        boolean fullEpochs,
        boolean shuffle,
        boolean wholeBatches,
        OptionalDouble clippingNorm) {
    public LocalTraining {
        BadInput.unless(batchSize >= 1, "batch_size", "be at least 1", batchSize);
        BadInput.unless(rounds >= 1, "rounds", "be at least 1", rounds);
        BadInput.unless(
                clippingNorm.isEmpty() || clippingNorm.getAsDouble() > 0, "clipping_norm", "be above 0", clippingNorm);
    }

    /// With every sample in each pass.
    public LocalTraining(
            Optimizer optimizer,
            Loss loss,
            int batchSize,
            int rounds,
            boolean fullEpochs,
            boolean shuffle,
            OptionalDouble clippingNorm) {
        this(optimizer, loss, batchSize, rounds, fullEpochs, shuffle, false, clippingNorm);
    }

    /// The same, leaving out an incomplete last mini-batch.
    public LocalTraining withWholeBatches() {
        return new LocalTraining(optimizer, loss, batchSize, rounds, fullEpochs, shuffle, true, clippingNorm);
    }

    /// Where only whole mini-batches count, a node needs as many samples as one has.
    ///
    /// @throws BadInput if it has fewer
    public void requireEnough(int node, int samples) {
        if (wholeBatches && samples < batchSize) {
            throw BadInput.must("the samples of node " + node, "number at least batch_size, " + batchSize, samples)
                    .cure("this data set leaves out incomplete mini-batches: lower batch_size, or use fewer nodes");
        }
    }
}
