package murmur.model;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// x·Wᵀ + b, or without bias x·Wᵀ: n×`in` → n×`out`.
public record Linear(int in, int out, boolean bias, Precision precision) implements Layer {
    /// In float32.
    public Linear(int in, int out, boolean bias) {
        this(in, out, bias, Precision.FLOAT32);
    }

    /// With bias.
    public Linear(int in, int out) {
        this(in, out, true);
    }

    @Override
    public Linear withPrecision(Precision other) {
        return new Linear(in, out, bias, other);
    }

    @Override
    public List<Entry> state() {
        Entry weight = Entry.of("weight", out, in);
        return bias ? List.of(weight, Entry.of("bias", out)) : List.of(weight);
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        UniformInitialization.fill(values, offset, new UniformInitialization.Fan(in, in * out, bias ? out : 0), random);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor weight = state.next();
        Supplier<TensorOptional> shift =
                precision.shift(bias ? new TensorOptional(state.next()) : new TensorOptional());
        return (input, mode) -> torch.linear(precision.factor(input), precision.factor(weight), shift.get());
    }
}
