package murmur.model;

import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Means over as many windows as give `side` × `side` values per channel: n×c×h×w → n×c×side×side.
public record AdaptiveAveragePool(int side) implements Layer {
    @Override
    public Forward bind(Iterator<Tensor> state) {
        long[] sides = {side, side};
        return (input, mode) -> torch.adaptive_avg_pool2d(input, sides);
    }
}
