package murmur.model;

import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Two-dimensional convolution with stride 1, square kernel and bias: n×`in`×h×w → n×`out`×h′×w′.
public record Conv2d(int in, int out, int kernel, int padding) implements Layer {
    @Override
    public List<Entry> state() {
        return List.of(Entry.of("weight", out, in, kernel, kernel), Entry.of("bias", out));
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int fanIn = in * kernel * kernel;
        UniformInitialization.fill(values, offset, new UniformInitialization.Fan(fanIn, out * fanIn, out), random);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor weight = state.next();
        TensorOptional bias = new TensorOptional(state.next());
        long[] stride = {1, 1};
        long[] pad = {padding, padding};
        long[] dilation = {1, 1};
        return input -> torch.conv2d(input, weight, bias, stride, pad, dilation, 1);
    }
}
