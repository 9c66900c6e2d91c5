package murmur.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Long short-term memory (Hochreiter and Schmidhuber, 1997) in layers, starting from zero, with two biases per gate as
/// PyTorch's. Gates stand in the order input, forget, cell, output.
///
/// @param output what becomes of n×t×`in`: the last layer's outputs at all times, n×t×`hidden`, or at the last one,
///     n×`hidden`
public record Lstm(int in, int hidden, int layers, Output output, Precision precision) implements Layer {
    private static final int GATES = 4;

    /// In float32.
    public Lstm(int in, int hidden, int layers, Output output) {
        this(in, hidden, layers, output, Precision.FLOAT32);
    }

    public enum Output {
        EVERY_STEP,
        LAST_STEP
    }

    @Override
    public Lstm withPrecision(Precision other) {
        return new Lstm(in, hidden, layers, output, other);
    }

    @Override
    public List<Entry> state() {
        List<Entry> state = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            state.add(Entry.of("weight_ih_l" + layer, GATES * hidden, layer == 0 ? in : hidden));
            state.add(Entry.of("weight_hh_l" + layer, GATES * hidden, hidden));
            state.add(Entry.of("bias_ih_l" + layer, GATES * hidden));
            state.add(Entry.of("bias_hh_l" + layer, GATES * hidden));
        }
        return state;
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        double bound = 1 / Math.sqrt(hidden);
        int start = offset;
        for (Entry entry : state()) {
            random.fillUniform(values, start, start + entry.length(), -bound, bound);
            start += entry.length();
        }
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor[] weights = new Tensor[state().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = state.next();
        }
        Supplier<TensorVector> factors = factors(weights);
        return (numbers, mode) -> {
            Tensor input = precision.factor(numbers);
            Tensor start = input.new_zeros(layers, input.size(0), hidden);
            boolean training = mode == Mode.TRAINING;
            T_TensorTensorTensor_T result = torch.lstm(
                    input, new TensorVector(start, start), factors.get(), true, layers, 0, training, false, true);
            return output == Output.EVERY_STEP ? result.get0() : result.get1().select(0, layers - 1L);
        };
    }

    private Supplier<TensorVector> factors(Tensor[] weights) {
        TensorVector parameters = new TensorVector(weights);
        return precision == Precision.FLOAT32
                ? () -> parameters
                : () -> new TensorVector(
                        Arrays.stream(weights).map(precision::factor).toArray(Tensor[]::new));
    }
}
