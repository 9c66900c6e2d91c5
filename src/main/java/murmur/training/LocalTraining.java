package murmur.training;

import java.util.OptionalDouble;
import murmur.BadInput;

/// What a node does between two exchanges: `rounds` mini-batches of a new pass over its samples or, with `fullEpochs`,
/// `rounds` whole passes.
///
/// @param clippingNorm the largest L2 norm of a gradient; a longer one is scaled down to it (Pascanu et al., 2013)
public record LocalTraining(
        Optimizer optimizer,
        Loss loss,
        int batchSize,
        int rounds,
        boolean fullEpochs,
        boolean shuffle,
        OptionalDouble clippingNorm) {
    public LocalTraining {
        BadInput.unless(batchSize >= 1, "batch_size", "be at least 1", batchSize);
        BadInput.unless(rounds >= 1, "rounds", "be at least 1", rounds);
        BadInput.unless(
                clippingNorm.isEmpty() || clippingNorm.getAsDouble() > 0, "clipping_norm", "be above 0", clippingNorm);
    }
}
