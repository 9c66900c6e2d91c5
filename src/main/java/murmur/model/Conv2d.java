package murmur.model;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Two-dimensional convolution with a square kernel: n×`in`×h×w → n×`out`×h′×w′.
public record Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias, Precision precision)
        implements Layer {
    /// In float32.
    public Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias) {
        this(in, out, kernel, stride, padding, bias, Precision.FLOAT32);
    }

    /// With stride 1 and bias.
    public Conv2d(int in, int out, int kernel, int padding) {
        this(in, out, kernel, 1, padding, true);
    }

    @Override
    public Conv2d withPrecision(Precision other) {
        return new Conv2d(in, out, kernel, stride, padding, bias, other);
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
        Supplier<TensorOptional> shift =
                precision.shift(bias ? new TensorOptional(state.next()) : new TensorOptional());
        long[] strides = {stride, stride};
        long[] pad = {padding, padding};
        long[] dilation = {1, 1};
        return (input, mode) ->
                torch.conv2d(precision.pixels(input), precision.pixels(weight), shift.get(), strides, pad, dilation, 1);
    }
}
