package murmur.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Group normalisation (Wu and He, 2018) with ε = 10⁻⁵ and a learned scale and shift per channel.
///
/// libtorch's kernel for channels that lie side by side adds a thousand numbers one after the other in float32,
/// and its mean and deviation are off by several units in the last place, all values of a group in the same
/// direction: enough to turn a ReLU or the choice of a maximum now and then, which the kernel for separate
/// channels, the reference's, does not. So both are computed again, from sums of libtorch's pairwise kernel,
/// combined in float64; the backward pass uses them too. Where the mean is far larger than the deviation, the
/// sums are of values from which libtorch's mean was taken first. Values of bfloat16 are far less exact than either
/// kernel. The kernel of graphics cards takes separate channels in the precision of its weights, and is left as it is.
public record GroupNorm(int groups, int channels) implements Layer {
    private static final double EPSILON = 1e-5;
    private static final double LARGEST_MEAN_IN_DEVIATIONS = 8;
    private static final int FEW_CHANNELS = 16;
    private static final long[] PIXELS = {2, 3};

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
        Tensor scale = state.next();
        Tensor shift = state.next();
        TensorOptional scaleOption = new TensorOptional(scale);
        TensorOptional shiftOption = new TensorOptional(shift);
        return (input, mode) -> {
            long samples = input.size(0);
            long pixels = input.size(2) * input.size(3);
            boolean ofCpu = Device.isOfCpu(input);
            Tensor values = ofCpu ? forCpu(input) : Precision.float32(input).contiguous();
            T_TensorTensorTensor_T normalized = torch.native_group_norm(
                    values, scaleOption, shiftOption, samples, channels, pixels, groups, EPSILON);
            if (ofCpu && !Precision.isRounded(input)) {
                correct(input, scale, shift, normalized);
            }
            return normalized.get0();
        };
    }

    /// Of few channels side by side, libtorch normalises float32 up to seven times as fast as bfloat16.
    private Tensor forCpu(Tensor input) {
        return Precision.isRounded(input) && channels / groups < FEW_CHANNELS ? Precision.float32(input) : input;
    }

    /// Replaces output, mean and reciprocal deviation of libtorch's kernel, of which autograd keeps the latter two.
    private void correct(Tensor input, Tensor scale, Tensor shift, T_TensorTensorTensor_T normalized) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor mean = normalized.get1().variable_data();
            Tensor values = input;
            Moments moments = moments(values);
            if (moments.cancel()) {
                values = input.sub(perChannel(mean.unsqueeze(2).expand(-1, groups, channels / groups)));
                moments = moments(values);
            } else {
                mean.zero_();
            }
            mean.add_(moments.mean());
            Tensor reciprocal = moments.variance().add(new Scalar(EPSILON)).rsqrt();
            normalized.get2().variable_data().copy_(reciprocal);
            Tensor factor = reciprocal.unsqueeze(2).mul(scale.view(1, groups, -1));
            Tensor term =
                    shift.view(1, groups, -1).sub(moments.mean().unsqueeze(2).mul(factor));
            torch.addcmul_out(normalized.get0().variable_data(), perChannel(term), values, perChannel(factor));
        }
    }

    /// Mean and variance of each group, n×groups in float64.
    private record Moments(Tensor mean, Tensor variance) {
        /// Whether some mean is so large beside its deviation that digits were lost when its square was taken away;
        /// values are then worth moving close to zero first.
        boolean cancel() {
            Tensor limit = variance.mul(new Scalar(LARGEST_MEAN_IN_DEVIATIONS * LARGEST_MEAN_IN_DEVIATIONS));
            return mean.mul(mean).gt(limit).any().item_bool();
        }
    }

    private Moments moments(Tensor values) {
        Tensor mean = groupMean(values);
        Tensor squares = groupMean(values.mul(values));
        return new Moments(mean, squares.sub(mean.mul(mean)).clamp_min_(new Scalar(0.0)));
    }

    /// n×c×h×w → n×groups, in float64.
    private Tensor groupMean(Tensor values) {
        Tensor sums = values.sum(PIXELS).to(ScalarType.Double);
        double count = (double) channels / groups * values.size(2) * values.size(3);
        return sums.view(values.size(0), groups, -1).sum(2).div(new Scalar(count));
    }

    /// n×groups×c/groups → n×c×1×1, in float32.
    private Tensor perChannel(Tensor values) {
        return values.to(ScalarType.Float).reshape(values.size(0), channels, 1, 1);
    }
}
