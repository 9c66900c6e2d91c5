package murmur.model;

import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Maximum over square windows: n×c×h×w → n×c×h′×w′ with h′ = ⌊(h + 2·padding − window) / stride⌋ + 1.
public record MaxPool(int window, int stride, int padding) implements Layer {
    @Override
    public Forward bind(Iterator<Tensor> state) {
        long[] windows = {window, window};
        long[] strides = {stride, stride};
        long[] pad = {padding, padding};
        long[] dilation = {1, 1};
        return (input, mode) -> torch.max_pool2d(input, windows, strides, pad, dilation, false);
    }
}
