package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrecisionTest {
    private static final List<Integer> COLOURED = List.of(3, 32, 32);
    private static final List<Integer> GREY = List.of(1, 28, 28);

    static Stream<Network> networks() {
        return Stream.of(
                Networks.leNet(COLOURED, 10),
                Networks.femnistCnn(GREY, 10),
                ResidualNetworks.rnet(GREY, 10),
                ResidualNetworks.groupNormRnet(GREY, 10),
                RecurrentNetworks.characters(List.of(80), 92));
    }

    /// 2⁻⁹ is the largest relative error of one rounding. Of a layer of products the input, the weights and the
    /// sums are rounded, and what is made of those before the next one, twice at most.
    @ParameterizedTest
    @MethodSource("networks")
    void bfloat16ChangesOutputsByItsRoundingOnly(Network network) {
        Pass exact = Pass.of(network);
        Pass rounded = Pass.of(network.withPrecision(Precision.BFLOAT16));
        assertThat(rounded.output()).isNotEqualTo(exact.output());
        double bound = 5 * products(network) * Math.scalb(1.0, -9);
        assertThat(distance(exact.output(), rounded.output())).isLessThan(bound);
        // No law: ReLUs and maxima that turn change a gradient by more than its rounding. It points the same way.
        assertThat(cosine(exact.gradient(), rounded.gradient())).isGreaterThan(0.85);
    }

    private static long products(Network network) {
        return network.state().stream()
                .filter(entry -> entry.shape().size() > 1)
                .count();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void bfloat16GivesTheSameBitsEveryTime(Network network) {
        Network rounded = network.withPrecision(Precision.BFLOAT16);
        assertThat(Pass.of(rounded).gradient()).isEqualTo(Pass.of(rounded).gradient());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void stateAndInitialWeightsAreThoseOfFloat32(Network network) {
        Network rounded = network.withPrecision(Precision.BFLOAT16);
        assertThat(rounded.state()).isEqualTo(network.state());
        assertThat(rounded.initialize(new TorchRandom(3))).isEqualTo(network.initialize(new TorchRandom(3)));
        assertThat(rounded.withPrecision(Precision.FLOAT32)).isEqualTo(network);
    }

    @Test
    void aProcessorWithoutBfloat16IsRefusedIt() {
        Processor old = Processor.of("processor : 0\nflags\t\t: fpu avx2 avx512f\n");
        assertThatThrownBy(() -> old.require(Precision.BFLOAT16))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "precision must be float32 on a processor without avx512_bf16 or amx_bf16," + " was bfloat16");
        old.require(Precision.FLOAT32);
    }

    @Test
    void eitherKindOfBfloat16WillDo() {
        Processor.of("flags\t\t: fpu avx512_bf16\n").require(Precision.BFLOAT16);
        Processor.of("flags\t\t: fpu amx_bf16 amx_tile\n").require(Precision.BFLOAT16);
        assertThat(Processor.of("nothing is said")).isEqualTo(new Processor(Set.of()));
    }

    /// Output and gradient of a network that has just been drawn, on eight samples.
    private record Pass(ParameterVector output, ParameterVector gradient) {
        private static final int SAMPLES = 8;

        static Pass of(Network network) {
            torch.set_num_threads(1);
            TorchModel model = new TorchModel(network);
            model.load(network.initialize(new TorchRandom(90)));
            try (PointerScope scope = new PointerScope()) {
                Tensor output = model.forward(input(network), Mode.TRAINING);
                model.differentiate(torch.cross_entropy_loss(
                        output, torch.arange(new Scalar(SAMPLES)).to(ScalarType.Long)));
                return new Pass(floats(output), floats(model.gradient()));
            }
        }

        private static Tensor input(Network network) {
            boolean words = network.name().equals("LSTM");
            List<Integer> shape = words ? List.of(80) : network.name().equals("LeNet") ? COLOURED : GREY;
            int length = SAMPLES * shape.stream().reduce(1, Math::multiplyExact);
            float[] values = new float[length];
            new TorchRandom(1).fillUniform(values, 0, length, 0, words ? 92 : 1);
            for (int i = 0; words && i < length; i++) {
                values[i] = (int) values[i];
            }
            long[] sides = Stream.concat(Stream.of(SAMPLES), shape.stream())
                    .mapToLong(Integer::longValue)
                    .toArray();
            return Tensor.create(values, sides);
        }

        private static ParameterVector floats(Tensor tensor) {
            assertThat(tensor.scalar_type().intern()).isEqualTo(ScalarType.Float);
            float[] values = new float[(int) tensor.numel()];
            new FloatPointer(tensor.contiguous().data_ptr()).get(values);
            return ParameterVector.owning(values);
        }
    }

    /// The length of the difference beside that of `exact`.
    private static double distance(ParameterVector first, ParameterVector second) {
        float[] exact = first.toArray();
        float[] rounded = second.toArray();
        double difference = 0;
        for (int i = 0; i < exact.length; i++) {
            difference += Math.pow((double) exact[i] - rounded[i], 2);
        }
        return Math.sqrt(difference / product(first, first));
    }

    private static double cosine(ParameterVector one, ParameterVector other) {
        return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
    }

    private static double product(ParameterVector first, ParameterVector second) {
        float[] one = first.toArray();
        float[] other = second.toArray();
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
