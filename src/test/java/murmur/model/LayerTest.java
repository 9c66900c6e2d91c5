package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import murmur.BadInput;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Forward passes against numbers computed by hand.
final class LayerTest {
    private static final Offset<Float> ROUNDING = within(1e-6f);

    @Test
    void batchNormalisationTrainsByTheBatchAndRemembersIt() {
        TorchModel model = Layers.model(new BatchNorm2d(1), 2, 1, 0, 1, 5);

        float[] output = Layers.output(model, Mode.TRAINING, new float[] {1, 3, 5, 7}, 2, 1, 1, 2);

        // Mean 4, variance 5; running variance takes the unbiased 20/3.
        float unit = (float) (2 / Math.sqrt(5 + 1e-5));
        assertThat(output).containsExactly(new float[] {1 - 3 * unit, 1 - unit, 1 + unit, 1 + 3 * unit}, ROUNDING);
        assertThat(model.store().toArray())
                .containsExactly(new float[] {2, 1, 0.4f, 0.9f + 0.1f * 20 / 3, 6}, ROUNDING);
    }

    @Test
    void measuringNormalisesByTheBatchAndRemembersNothing() {
        TorchModel model = Layers.model(new BatchNorm2d(1), 2, 1, 0, 1, 5);

        float[] output = Layers.output(model, Mode.MEASURING, new float[] {1, 3, 5, 7}, 2, 1, 1, 2);

        assertThat(output[0]).isCloseTo((float) (1 - 6 / Math.sqrt(5 + 1e-5)), ROUNDING);
        assertThat(model.store().toArray()).containsExactly(2, 1, 0, 1, 5);
    }

    @Test
    void evaluationNormalisesByWhatIsRemembered() {
        TorchModel model = Layers.model(new BatchNorm2d(2), 1, 3, 0, 1, 10, 20, 4, 9, 5);

        float[] output = Layers.output(model, Mode.EVALUATION, new float[] {12, 26}, 1, 2, 1, 1);

        assertThat(output).containsExactly(new float[] {1, 7}, within(1e-4f));
        assertThat(model.store().at(8)).isEqualTo(5);
    }

    @Test
    void oneValuePerChannelCannotBeNormalisedByItself() {
        TorchModel model = Layers.model(new BatchNorm2d(1), 1, 0, 0, 1, 0);

        assertThatThrownBy(() -> Layers.output(model, Mode.TRAINING, new float[] {1}, 1, 1, 1, 1))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("hold at least 2 values per channel, was 1");
    }

    @Test
    void convolutionsStrideWithoutBias() {
        Layer layer = new Conv2d(1, 1, 1, 2, 0, false);

        assertThat(layer.state()).hasSize(1);
        assertThat(Layers.output(Layers.model(layer, 3), Mode.EVALUATION, new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3))
                .containsExactly(3, 9);
    }

    @Test
    void maximaMaySeePadding() {
        TorchModel model = Layers.model(new MaxPool(3, 2, 1));

        assertThat(Layers.output(model, Mode.EVALUATION, new float[] {-1, -2, -3, -4, -5, -6, -7, -8, -9}, 1, 1, 3, 3))
                .containsExactly(-1, -2, -4, -5);
    }

    @Test
    void meansAreTakenOverWindows() {
        float[] input = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

        assertThat(Layers.output(Layers.model(new AveragePool(2)), Mode.EVALUATION, input, 1, 1, 4, 4))
                .containsExactly(3.5f, 5.5f, 11.5f, 13.5f);
        assertThat(Layers.output(Layers.model(new AdaptiveAveragePool(1)), Mode.EVALUATION, input, 2, 2, 2, 2))
                .containsExactly(2.5f, 6.5f, 10.5f, 14.5f);
    }

    @Test
    void embeddingsAreRowsOfATable() {
        TorchModel model = Layers.model(new Embedding(3, 2, OptionalInt.of(0)), 0, 0, 1, 2, 3, 4);

        assertThat(Layers.output(model, Mode.EVALUATION, new float[] {2, 0, 1}, 1, 3))
                .containsExactly(3, 4, 0, 0, 1, 2);
    }

    @Test
    void aResidualBlockAddsItsInputOrAProjectionOfIt() {
        Network body = Network.sequence().with("conv", new Conv2d(1, 1, 1, 1, 0, false));
        Network projection = Network.sequence().with("shortcut", new Conv2d(1, 1, 1, 1, 0, false));
        float[] input = {1, -1};

        TorchModel identity = Layers.model(new Residual(body, Network.sequence(), true), -3);
        TorchModel projected = Layers.model(new Residual(body, projection, true), -3, 5);

        assertThat(Layers.output(identity, Mode.EVALUATION, input, 1, 1, 1, 2)).containsExactly(0, 2);
        assertThat(Layers.output(projected, Mode.EVALUATION, input, 1, 1, 1, 2)).containsExactly(2, 0);
    }

    @Test
    void anLstmOpensItsGatesAsPublished() {
        float[] weights = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.01f, 0.02f, 0.03f, 0.04f, 0, 0, 0, 0};
        TorchModel every = Layers.model(new Lstm(1, 1, 1, Lstm.Output.EVERY_STEP), weights);
        TorchModel last = Layers.model(new Lstm(1, 1, 1, Lstm.Output.LAST_STEP), weights);

        double hidden = 0;
        double cell = 0;
        double[] outputs = new double[2];
        double[] inputs = {1, -2};
        for (int t = 0; t < 2; t++) {
            double in = logistic(0.1 * inputs[t] + 0.5 * hidden + 0.01);
            double forget = logistic(0.2 * inputs[t] + 0.6 * hidden + 0.02);
            double candidate = Math.tanh(0.3 * inputs[t] + 0.7 * hidden + 0.03);
            double out = logistic(0.4 * inputs[t] + 0.8 * hidden + 0.04);
            cell = forget * cell + in * candidate;
            hidden = out * Math.tanh(cell);
            outputs[t] = hidden;
        }

        float[] expected = {(float) outputs[0], (float) outputs[1]};
        assertThat(Layers.output(every, Mode.EVALUATION, new float[] {1, -2}, 1, 2, 1))
                .containsExactly(expected, ROUNDING);
        assertThat(Layers.output(last, Mode.EVALUATION, new float[] {1, -2}, 1, 2, 1))
                .containsExactly(new float[] {expected[1]}, ROUNDING);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
