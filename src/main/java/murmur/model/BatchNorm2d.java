package murmur.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import murmur.BadInput;
import murmur.math.VectorLayout.Content;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Batch normalisation (Ioffe and Szegedy, 2015) with ε = 10⁻⁵ and a learned scale and shift per channel. Running mean
/// and variance, updated with momentum 0.1 while training, take the place of the batch's when evaluating; they are
/// buffers of the state, as is the number of batches seen.
///
/// libtorch's kernel for channels that lie side by side adds all values of a channel one after the other in
/// float32: the outputs of training, and the gradients, are ten to forty times less exact than those of the
/// kernel for separate channels, the reference's, and off in the same direction in a whole channel, which turns
/// a ReLU now and then. So training takes the latter, at the price of two copies; evaluation sums nothing, and
/// its two kernels agree. Values of bfloat16 are far less exact than either kernel.
public record BatchNorm2d(int channels) implements Layer {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    @Override
    public List<Entry> state() {
        return List.of(
                Entry.of("weight", channels),
                Entry.of("bias", channels),
                Entry.buffer("running_mean", Content.STATISTIC, channels),
                Entry.buffer("running_var", Content.STATISTIC, channels),
                Entry.buffer("num_batches_tracked", Content.COUNTER));
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        Arrays.fill(values, offset, offset + channels, 1f);
        Arrays.fill(values, offset + 3 * channels, offset + 4 * channels, 1f);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        TensorOptional scale = new TensorOptional(state.next());
        TensorOptional shift = new TensorOptional(state.next());
        TensorOptional mean = new TensorOptional(state.next());
        TensorOptional variance = new TensorOptional(state.next());
        Tensor batches = state.next();
        TensorOptional none = new TensorOptional();
        Scalar one = new Scalar(1);
        return (input, mode) -> switch (mode) {
            case EVALUATION -> torch.batch_norm(input, scale, shift, mean, variance, false, 0, EPSILON, false);
            case MEASURING ->
                sideBySide(torch.batch_norm(apart(input), scale, shift, none, none, true, MOMENTUM, EPSILON, false));
            case TRAINING -> {
                batches.add_(one);
                yield sideBySide(
                        torch.batch_norm(apart(input), scale, shift, mean, variance, true, MOMENTUM, EPSILON, false));
            }
        };
    }

    /// Channels one after the other, as the reference's kernel has them.
    private static Tensor apart(Tensor input) {
        Tensor values = several(input);
        return Precision.isRounded(values) ? values : values.contiguous();
    }

    /// As convolutions are fastest.
    private static Tensor sideBySide(Tensor output) {
        return output.contiguous(MemoryFormat.ChannelsLast);
    }

    /// One value per channel has no variance: it would leave NaN behind.
    private static Tensor several(Tensor input) {
        long values = input.size(0) * input.size(2) * input.size(3);
        if (values < 2) {
            throw BadInput.must("a mini-batch for batch normalisation", "hold at least 2 values per channel", values)
                    .cure("choose a batch_size that leaves no batch of one sample");
        }
        return input;
    }
}
