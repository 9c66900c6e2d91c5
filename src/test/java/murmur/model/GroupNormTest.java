package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import murmur.random.NumpyRandom;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the formula in float64, and against libtorch's kernel for separate channels: outputs, and the gradients of
/// inputs, scales and shifts.
class GroupNormTest {
    private static final int GROUPS = 2;
    private static final double EPSILON = 1e-5;

    /// One forward and backward pass.
    private record Pass(Tensor output, Tensor input, Tensor scale, Tensor shift) {
        List<Tensor> results() {
            return List.of(output, input.grad(), scale.grad(), shift.grad());
        }
    }

    /// The one computation, whichever kernel does it.
    @FunctionalInterface
    private interface Kernel {
        Tensor apply(Tensor input, Tensor scale, Tensor shift);
    }

    private final NumpyRandom random = new NumpyRandom(19);

    /// Channels, side, and mean and deviation of the input: a layer of LeNet as in training, the three sizes of LeNet,
    /// one pixel, and inputs whose mean is far larger than their deviation.
    @ParameterizedTest
    @CsvSource({
        "32, 32, 0, 1",
        "32, 16, 0.3, 0.5",
        "64, 8, -0.2, 0.1",
        "4, 1, 0, 1",
        "32, 5, 10, 1",
        "32, 16, 30, 0.5",
        "32, 16, 0, 1e-4",
        "32, 16, 100, 0.1"
    })
    void outputsAndGradientsAreAsExactAsThoseOfTheReferencesKernel(int channels, int side, double mean, double sigma) {
        Tensor input = normal(mean, sigma, 4, channels, side, side);
        Tensor scale = normal(1, 0.3, channels);
        Tensor shift = normal(0, 0.3, channels);
        Tensor weights = normal(0, 1, 4, channels, side, side);
        GroupNorm layer = new GroupNorm(GROUPS, channels);
        Pass ours = pass(
                (x, s, b) -> layer.bind(List.of(s, b).iterator()).apply(x, Mode.TRAINING),
                List.of(input.contiguous(MemoryFormat.ChannelsLast), scale, shift),
                weights);
        Pass plain = pass(GroupNormTest::separateChannels, List.of(input, scale, shift), weights);
        List<Tensor> doubles = List.of(doubles(input), doubles(scale), doubles(shift));
        List<Tensor> exact =
                pass(GroupNormTest::formula, doubles, doubles(weights)).results();
        for (int k = 0; k < exact.size(); k++) {
            assertThat(relativeError(ours.results().get(k), exact.get(k)))
                    .as("error of result %d", k)
                    .isLessThan(1e-6 + 4 * relativeError(plain.results().get(k), exact.get(k)));
        }
    }

    /// Values of a group that do not differ: the variance is 0, not the rounding error of a difference.
    @ParameterizedTest
    @CsvSource({"0", "0.1", "3.3", "1000.7", "-123456.7"})
    void constantInputsGiveTheShift(double value) {
        Tensor input = normal(value, 0, 2, 32, 16, 16).contiguous(MemoryFormat.ChannelsLast);
        Tensor scale = normal(1, 0.3, 32);
        Tensor shift = normal(0, 0.3, 32);
        Tensor output =
                new GroupNorm(GROUPS, 32).bind(List.of(scale, shift).iterator()).apply(input, Mode.EVALUATION);
        double bound = 1e-4 * Math.max(1, Math.abs(value));
        assertThat(output.sub(shift.view(1, 32, 1, 1)).abs().max().item_double())
                .isLessThan(bound);
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
        return torch.group_norm(input, GROUPS, new TensorOptional(scale), new TensorOptional(shift), EPSILON, false);
    }

    private static Tensor formula(Tensor input, Tensor scale, Tensor shift) {
        long samples = input.size(0);
        long channels = input.size(1);
        Tensor grouped = input.reshape(samples, GROUPS, -1);
        Tensor centred = grouped.sub(grouped.mean(new long[] {2}, true, new ScalarTypeOptional()));
        Tensor variance = centred.mul(centred).mean(new long[] {2}, true, new ScalarTypeOptional());
        Tensor normal = centred.div(variance.add(new Scalar(EPSILON)).sqrt());
        return normal.reshape(input.sizes()).mul(scale.view(1, channels, 1, 1)).add(shift.view(1, channels, 1, 1));
    }

    private static double relativeError(Tensor value, Tensor exact) {
        double largest = exact.abs().max().item_double();
        return doubles(value).sub(exact).abs().max().item_double() / largest;
    }

    private static Tensor doubles(Tensor values) {
        return values.detach().to(ScalarType.Double);
    }

    private Tensor normal(double mean, double sigma, long... shape) {
        int length = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        Tensor values = torch.zeros(new long[] {length}).to(ScalarType.Double);
        DoublePointer data = new DoublePointer(values.data_ptr());
        for (int i = 0; i < length; i++) {
            data.put(i, mean + sigma * random.normal());
        }
        return values.to(ScalarType.Float).view(shape);
    }
}
