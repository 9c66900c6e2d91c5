package murmur.model;

import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The layers without parameters.
public enum Stateless implements Layer {
    /// max(x, 0).
    RELU,
    /// Maximum over 2×2 windows with stride 2; an odd last row or column is left out.
    MAX_POOL_2,
    /// Everything but the sample dimension becomes one: n×c×h×w → n×(c·h·w).
    FLATTEN;

    private static final long[] TWO = {2, 2};
    private static final long[] ZERO = {0, 0};
    private static final long[] ONE = {1, 1};

    @Override
    public Forward bind(Iterator<Tensor> state) {
        return switch (this) {
            case RELU -> (input, mode) -> torch.relu(input);
            case MAX_POOL_2 -> (input, mode) -> torch.max_pool2d(input, TWO, TWO, ZERO, ONE, false);
            case FLATTEN -> (input, mode) -> input.flatten(1, -1);
        };
    }
}
