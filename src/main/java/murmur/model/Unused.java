package murmur.model;

import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// A layer that is drawn, shared and mixed with the rest of the state, but that no sample passes through.
public record Unused(Layer layer) implements Layer {
    @Override
    public List<Entry> state() {
        return layer.state();
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        layer.initialize(values, offset, random);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        state().forEach(entry -> state.next());
        return (input, mode) -> input;
    }
}
