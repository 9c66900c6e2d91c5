package murmur.model;

import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import murmur.math.VectorLayout.Content;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// A piece of a network as a value: it owns no memory, so that one description serves every worker.
public interface Layer {
    /// The tensors of this layer, in state order; none unless overridden.
    default List<Entry> state() {
        return List.of();
    }

    /// Writes the initial values of this layer's state to `values` from `offset` on, drawing from `random` just as
    /// PyTorch's layer of the same name does; by default there is nothing to write.
    default void initialize(float[] values, int offset, TorchRandom random) {}

    /// Whether samples of a mini-batch influence each other while training, as wherever a layer keeps buffers
    /// about them.
    default boolean mixesSamples() {
        return state().stream().anyMatch(entry -> entry.content() != Content.PARAMETER);
    }

    /// The same layer with products of another precision; itself where nothing is multiplied.
    default Layer withPrecision(Precision precision) {
        return this;
    }

    /// Takes this layer's tensors from `state`, in state order, and returns its forward pass over them.
    Forward bind(Iterator<Tensor> state);

    /// The same layers with `change` made to each that does not consist of others.
    default Layer changed(UnaryOperator<Layer> change) {
        return change.apply(this);
    }

    /// A forward pass. The first dimension of input and output is the sample.
    @FunctionalInterface
    interface Forward {
        Tensor apply(Tensor input, Mode mode);
    }
}
