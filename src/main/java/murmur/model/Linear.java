package murmur.model;

import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// x·Wᵀ + b: n×`in` → n×`out`.
public record Linear(int in, int out) implements Layer {
    @Override
    public List<Entry> state() {
        return List.of(Entry.of("weight", out, in), Entry.of("bias", out));
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        UniformInitialization.fill(values, offset, new UniformInitialization.Fan(in, in * out, out), random);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor weight = state.next();
        TensorOptional bias = new TensorOptional(state.next());
        return input -> torch.linear(input, weight, bias);
    }
}
