package murmur.law;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.Conv2d;
import murmur.model.Entry;
import murmur.model.GroupNorm;
import murmur.model.Layer;
import murmur.model.Linear;
import murmur.model.Network;
import murmur.model.Stateless;
import murmur.training.Loss;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A network's mean loss over all samples of a small data set, in float64, by libtorch's plain kernels for
/// separate channels.
final class ExactLoss {
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] ZERO = {0, 0};

    private final Network network;
    private final Dataset samples;
    private final Loss loss;

    ExactLoss(Network network, Dataset samples, Loss loss) {
        this.network = network;
        this.samples = samples;
        this.loss = loss;
    }

    /// (L(x + h·eᵢ) − L(x − h·eᵢ))/2h.
    double centralDifference(ParameterVector model, int index, double difference) {
        double[] values = new double[model.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = model.at(i);
        }
        double middle = values[index];
        values[index] = middle + difference;
        double above = at(values);
        values[index] = middle - difference;
        return (above - at(values)) / (2 * difference);
    }

    private double at(double[] values) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Queue<Tensor> state = state(values);
            Tensor output = input();
            for (Network.Part part : network.parts()) {
                output = apply(part.layer(), output, state);
            }
            return mean(output);
        }
    }

    private static Tensor apply(Layer layer, Tensor input, Queue<Tensor> state) {
        return switch (layer) {
            case Conv2d conv -> {
                long[] padding = {conv.padding(), conv.padding()};
                yield torch.conv2d(input, state.remove(), next(state), ONE, padding, ONE, 1);
            }
            case GroupNorm norm -> torch.group_norm(input, norm.groups(), next(state), next(state), 1e-5, false);
            case Linear linear -> torch.linear(input, state.remove(), next(state));
            case Stateless stateless -> apply(stateless, input);
            default -> throw new IllegalStateException("no float64 kernel for " + layer);
        };
    }

    private static Tensor apply(Stateless layer, Tensor input) {
        return switch (layer) {
            case RELU -> torch.relu(input);
            case MAX_POOL_2 -> torch.max_pool2d(input, TWO, TWO, ZERO, ONE, false);
            case FLATTEN -> input.flatten(1, -1);
        };
    }

    private static TensorOptional next(Queue<Tensor> state) {
        return new TensorOptional(state.remove());
    }

    /// By the formulas, from the outputs of each sample.
    private double mean(Tensor output) {
        int classes = (int) output.size(1);
        double[] outputs = new double[samples.size() * classes];
        new DoublePointer(output.contiguous().data_ptr()).get(outputs);
        double sum = 0;
        for (int sample = 0; sample < samples.size(); sample++) {
            double exponentials = 0;
            double squares = 0;
            for (int one = 0; one < classes; one++) {
                double value = outputs[sample * classes + one];
                exponentials += Math.exp(value);
                squares += Math.pow(value - (one == samples.label(sample) ? 1 : 0), 2);
            }
            double right = outputs[sample * classes + samples.label(sample)];
            sum += loss == Loss.CROSS_ENTROPY ? Math.log(exponentials) - right : squares / classes;
        }
        return sum / samples.size();
    }

    private Tensor input() {
        List<Integer> shape = samples.shape();
        int length = shape.stream().reduce(1, Math::multiplyExact);
        float[] inputs = new float[samples.size() * length];
        for (int sample = 0; sample < samples.size(); sample++) {
            samples.read(sample, inputs, sample * length);
        }
        return Tensor.create(inputs, samples.size(), shape.get(0), shape.get(1), shape.get(2))
                .to(ScalarType.Double);
    }

    private Queue<Tensor> state(double[] values) {
        Tensor flat = torch.zeros(new long[] {values.length}).to(ScalarType.Double);
        new DoublePointer(flat.data_ptr()).put(values);
        List<Tensor> tensors = new ArrayList<>();
        long offset = 0;
        for (Entry entry : network.state()) {
            long[] shape = entry.shape().stream().mapToLong(Integer::longValue).toArray();
            tensors.add(flat.narrow(0, offset, entry.length()).view(shape));
            offset += entry.length();
        }
        return new ArrayDeque<>(tensors);
    }
}
