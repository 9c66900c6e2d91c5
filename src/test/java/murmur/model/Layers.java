package murmur.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Single layers at work, for tests.
final class Layers {
    private Layers() {}

    static TorchModel model(Layer layer, float... state) {
        TorchModel model = new TorchModel(Network.named("test").with("layer", layer));
        model.load(ParameterVector.of(state));
        return model;
    }

    static float[] output(TorchModel model, Mode mode, float[] input, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return values(model.forward(Tensor.create(input, shape), mode));
        }
    }

    static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        new FloatPointer(tensor.contiguous().data_ptr()).get(values);
        return values;
    }

    /// 0.1, 0.2, … alternating in sign every third value: no symmetry a mistake could hide behind.
    static float[] ramp(int length) {
        float[] values = new float[length];
        IntStream.range(0, length).forEach(i -> values[i] = 0.1f * (i % 7 + 1) * (i % 3 == 2 ? -1 : 1));
        return values;
    }

    static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
