package murmur.bench;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import murmur.data.Dataset;
import murmur.model.Conv2d;
import murmur.model.Embedding;
import murmur.model.Entry;
import murmur.model.Layer;
import murmur.model.Linear;
import murmur.model.Lstm;
import murmur.model.MatrixFactorization;
import murmur.model.Mode;
import murmur.model.Network;
import murmur.model.TorchModel;
import murmur.random.TorchRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Counts the multiplications with a following addition of a network, layer by layer, on one forward pass. What is not
/// a product of matrices, such as activations and normalisation, does not count.
final class StepOperations {
    private final LongAdder all = new LongAdder();
    private long first;
    private boolean inputNeedsNoGradient = true;

    private StepOperations() {}

    /// The floating-point operations of one step on one sample of `data`: two per multiply-add of the forward pass,
    /// twice as many again of the backward pass, less the gradient of the network's input, which nobody needs.
    static double perSample(Network network, Dataset data) {
        StepOperations count = new StepOperations();
        Network counted = network.changed(layer -> new Counted(layer, count));
        TorchModel model = new TorchModel(counted);
        model.load(network.initialize(new TorchRandom(1)));
        float[] input = new float[data.shape().stream().reduce(1, Math::multiplyExact)];
        data.read(0, input, 0);
        long[] shape = LongStream.concat(LongStream.of(1), data.shape().stream().mapToLong(Integer::longValue))
                .toArray();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            model.forward(Tensor.create(input, shape), Mode.EVALUATION);
        }
        return 2.0 * (3 * count.all.sum() - count.first);
    }

    private void add(Layer layer, long multiplyAdds) {
        // What a table holds is learned, so that what follows it passes a gradient back.
        inputNeedsNoGradient &= !(layer instanceof Embedding || layer instanceof MatrixFactorization);
        if (multiplyAdds > 0 && all.sum() == 0 && inputNeedsNoGradient) {
            first = multiplyAdds;
        }
        all.add(multiplyAdds);
    }

    /// Each matrix of weights is gone through once for every sample, pixel of the output, or place of a sequence.
    private static long multiplyAdds(Layer layer, Tensor input, Tensor output) {
        return switch (layer) {
            case Conv2d convolution -> matrices(convolution) * output.size(2) * output.size(3);
            case Linear linear -> matrices(linear);
            case Lstm cells -> matrices(cells) * input.size(1);
            case MatrixFactorization tables -> MatrixFactorization.FACTORS;
            default -> 0;
        };
    }

    private static long matrices(Layer layer) {
        return layer.state().stream()
                .filter(entry -> entry.shape().size() > 1)
                .mapToLong(Entry::length)
                .sum();
    }

    private record Counted(Layer layer, StepOperations count) implements Layer {
        @Override
        public List<Entry> state() {
            return layer.state();
        }

        @Override
        public void initialize(float[] values, int offset, TorchRandom random) {
            layer.initialize(values, offset, random);
        }

        @Override
        public Forward bind(Iterator<Tensor> state) {
            Forward forward = layer.bind(state);
            return (input, mode) -> {
                Tensor output = forward.apply(input, mode);
                count.add(layer, multiplyAdds(layer, input, output));
                return output;
            };
        }
    }
}
