package murmur.training;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// How a gradient changes a model. An optimiser is a value; what it remembers between steps is the node's,
/// given to it at each step.
public interface Optimizer {
    /// The length of a step, in units of the optimiser's own.
    double learningRate();

    /// How many vectors, as long as the model, this optimiser remembers; all zero before the first step.
    int memories();

    /// Changes `values` in place. All tensors are flat and equally long; `gradient` may be overwritten.
    ///
    /// @param step how many steps were made with these memories, this one included
    void step(Tensor values, Tensor gradient, List<Tensor> memories, long step);
}
