package murmur.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Group normalisation (Wu and He, 2018) with ε = 10⁻⁵ and a learned scale and shift per channel.
public record GroupNorm(int groups, int channels) implements Layer {
    private static final double EPSILON = 1e-5;

    @Override
    public List<Entry> state() {
        return List.of(Entry.of("weight", channels), Entry.of("bias", channels));
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        Arrays.fill(values, offset, offset + channels, 1f);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        TensorOptional scale = new TensorOptional(state.next());
        TensorOptional shift = new TensorOptional(state.next());
        return input -> torch.group_norm(input, groups, scale, shift, EPSILON, true);
    }
}
