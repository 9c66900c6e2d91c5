package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradients are the slopes of the loss, whatever the layer.
final class GradientTest {
    private static final float STEP = 1e-2f;

    enum Case {
        BATCH_NORMALISATION,
        GROUP_NORMALISATION,
        RESIDUAL,
        EMBEDDING,
        LSTM;

        Layer layer() {
            return switch (this) {
                case BATCH_NORMALISATION -> new BatchNorm2d(2);
                case GROUP_NORMALISATION -> new GroupNorm(1, 2);
                case RESIDUAL -> residual();
                case EMBEDDING -> new Embedding(3, 2, OptionalInt.empty());
                case LSTM -> new Lstm(2, 2, 2, Lstm.Output.LAST_STEP);
            };
        }

        private static Layer residual() {
            Network body = Network.sequence()
                    .with("conv", new Conv2d(2, 2, 3, 1, 1, false))
                    .with("norm", new BatchNorm2d(2));
            return new Residual(body, Network.sequence().with("shortcut", new Conv2d(2, 2, 1, 1, 0, false)), true);
        }

        Tensor input() {
            return switch (this) {
                case EMBEDDING -> Tensor.create(new float[] {0, 2, 2, 1}, 2, 2);
                case LSTM -> Tensor.create(Layers.ramp(12), 2, 3, 2);
                default -> Tensor.create(Layers.ramp(24), 2, 2, 2, 3);
            };
        }
    }

    /// A weighted sum of squares of the outputs, so that no two of them count the same.
    private static Tensor loss(TorchModel model, Case of) {
        Tensor output = model.forward(of.input(), Mode.MEASURING);
        float[] weights = Layers.ramp((int) output.numel());
        return output.mul(output).mul(Tensor.create(weights).view_as(output)).sum();
    }

    private static double lossAt(TorchModel model, float[] state, Case of) {
        model.load(ParameterVector.of(state));
        try (PointerScope scope = new PointerScope()) {
            return loss(model, of).item_double();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void gradientsAreSlopes(Case of) {
        Network network = Network.named("test").with("layer", of.layer());
        TorchModel model = new TorchModel(network);
        float[] state = Layers.ramp(network.length());
        lossAt(model, state, of);
        float[] gradient;
        try (PointerScope scope = new PointerScope()) {
            model.differentiate(loss(model, of));
            gradient = Layers.values(model.gradient());
        }

        int parameter = 0;
        for (VectorLayout.Run run : network.layout().runs()) {
            for (int i = run.start(); i < run.start() + run.length(); i++) {
                if (run.content() == VectorLayout.Content.PARAMETER) {
                    assertThat((double) gradient[parameter++])
                            .as("slope along value %d", i)
                            .isCloseTo(slope(model, state, i, of), within(5e-3));
                }
            }
        }
        assertThat(parameter).isEqualTo(gradient.length).isPositive();
    }

    private static double slope(TorchModel model, float[] state, int along, Case of) {
        float[] more = state.clone();
        float[] less = state.clone();
        more[along] += STEP;
        less[along] -= STEP;
        return (lossAt(model, more, of) - lossAt(model, less, of)) / (2 * STEP);
    }
}
