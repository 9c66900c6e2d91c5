package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Training with channels side by side, against the formula in float64, and against libtorch's kernel for separate
/// channels: outputs, running statistics, and the gradients of inputs, scales and shifts.
class BatchNormTest {
    private static final double EPSILON = 1e-5;
    private static final long[] ALL_BUT_CHANNELS = {0, 2, 3};

    /// What one pass forward and backward gives.
    private record Pass(Tensor output, Tensor input, Tensor scale, Tensor shift) {
        List<Tensor> results() {
            return List.of(output, input.grad(), scale.grad(), shift.grad());
        }
    }

    @FunctionalInterface
    private interface Kernel {
        Tensor apply(Tensor input, Tensor scale, Tensor shift);
    }

    /// Samples, channels and side of layers of RNET and of ResNet18.
    @ParameterizedTest
    @CsvSource({"64, 32, 14, 0", "64, 32, 7, 0", "64, 256, 1, 0", "32, 64, 32, 0", "32, 512, 4, 0", "16, 32, 14, 10"})
    void trainingIsAsExactAsTheReferencesKernel(int samples, int channels, int side, double mean) {
        torch.manual_seed(19);
        Tensor input = torch.randn(samples, channels, side, side).add(new Scalar(mean));
        Tensor scale = torch.randn(channels).mul(new Scalar(0.3)).add(new Scalar(1));
        Tensor shift = torch.randn(channels).mul(new Scalar(0.3));
        Tensor weights = torch.randn(samples, channels, side, side);
        Kernel layer = (x, s, b) -> layer(channels, s, b).apply(x, Mode.TRAINING);
        Pass ours = pass(layer, List.of(input.contiguous(MemoryFormat.ChannelsLast), scale, shift), weights);
        Pass plain = pass(BatchNormTest::separateChannels, List.of(input, scale, shift), weights);
        Pass exact =
                pass(BatchNormTest::formula, List.of(doubles(input), doubles(scale), doubles(shift)), doubles(weights));
        for (int k = 0; k < 4; k++) {
            Tensor truth = exact.results().get(k);
            assertThat(error(ours.results().get(k), truth))
                    .as("error of result %d", k)
                    .isLessThanOrEqualTo(error(plain.results().get(k), truth))
                    .isLessThan(4e-6);
        }
        assertThat(ours.output().is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
    }

    private static Layer.Forward layer(int channels, Tensor scale, Tensor shift) {
        List<Tensor> state =
                List.of(scale, shift, torch.zeros(channels), torch.ones(channels), torch.zeros(new long[] {}));
        return new BatchNorm2d(channels).bind(state.iterator());
    }

    private static Pass pass(Kernel kernel, List<Tensor> operands, Tensor weights) {
        List<Tensor> leaves = operands.stream()
                .map(each -> each.detach().clone().requires_grad_(true))
                .toList();
        Tensor output = kernel.apply(leaves.get(0), leaves.get(1), leaves.get(2));
        output.mul(weights).sum().backward();
        return new Pass(output, leaves.get(0), leaves.get(1), leaves.get(2));
    }

    private static Tensor separateChannels(Tensor input, Tensor scale, Tensor shift) {
        TensorOptional none = new TensorOptional();
        return torch.batch_norm(
                input, new TensorOptional(scale), new TensorOptional(shift), none, none, true, 0.1, EPSILON, false);
    }

    private static Tensor formula(Tensor input, Tensor scale, Tensor shift) {
        long channels = input.size(1);
        Tensor centred = input.sub(input.mean(ALL_BUT_CHANNELS, true, new ScalarTypeOptional()));
        Tensor variance = centred.mul(centred).mean(ALL_BUT_CHANNELS, true, new ScalarTypeOptional());
        Tensor normal = centred.div(variance.add(new Scalar(EPSILON)).sqrt());
        return normal.mul(scale.view(1, channels, 1, 1)).add(shift.view(1, channels, 1, 1));
    }

    private static double error(Tensor value, Tensor exact) {
        double largest = exact.abs().max().item_double();
        return doubles(value).sub(exact).abs().max().item_double() / largest;
    }

    private static Tensor doubles(Tensor values) {
        return values.detach().to(ScalarType.Double);
    }
}
