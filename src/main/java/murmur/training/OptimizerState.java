package murmur.training;

import java.util.Collections;
import java.util.List;
import murmur.math.ParameterVector;

/// What an optimiser remembers about one node between its training phases.
///
/// @param steps how many steps were made
/// @param memories the optimiser's vectors, each as long as the model has parameters
public record OptimizerState(long steps, List<ParameterVector> memories) {
    public OptimizerState {
        memories = List.copyOf(memories);
    }

    /// Before the first step.
    public static OptimizerState initial(Optimizer optimizer, int length) {
        ParameterVector zeros = ParameterVector.owning(new float[length]);
        return new OptimizerState(0, Collections.nCopies(optimizer.memories(), zeros));
    }
}
