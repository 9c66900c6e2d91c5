package murmur.model;

import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Two-dimensional convolution with a square kernel: n×`in`×h×w → n×`out`×h′×w′.
public record Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias) implements Layer {
    /// With stride 1 and bias.
    public Conv2d(int in, int out, int kernel, int padding) {
        this(in, out, kernel, 1, padding, true);
    }

    @Override
    public List<Entry> state() {
        Entry weight = Entry.of("weight", out, in, kernel, kernel);
        return bias ? List.of(weight, Entry.of("bias", out)) : List.of(weight);
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int fanIn = in * kernel * kernel;
        int biases = bias ? out : 0;
        UniformInitialization.fill(values, offset, new UniformInitialization.Fan(fanIn, out * fanIn, biases), random);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor weight = state.next();
        TensorOptional shift = bias ? new TensorOptional(state.next()) : new TensorOptional();
        long[] strides = {stride, stride};
        long[] pad = {padding, padding};
        long[] dilation = {1, 1};
        return (input, mode) -> torch.conv2d(input, weight, shift, strides, pad, dilation, 1);
    }
}
