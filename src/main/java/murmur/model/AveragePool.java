package murmur.model;

import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Means over square windows that do not overlap: n×c×h×w → n×c×⌊h / window⌋×⌊w / window⌋.
public record AveragePool(int window) implements Layer {
    @Override
    public Forward bind(Iterator<Tensor> state) {
        long[] windows = {window, window};
        return (input, mode) -> torch.avg_pool2d(input, windows);
    }
}
