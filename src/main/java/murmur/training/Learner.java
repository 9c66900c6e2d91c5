package murmur.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.Device;
import murmur.model.DeviceVector;
import murmur.model.MatrixFactorization;
import murmur.model.Mode;
import murmur.model.Network;
import murmur.model.TorchModel;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Arithmetic in libtorch, for any network and any optimiser.
public final class Learner implements Arithmetic {
    private final TorchModel model;
    private final boolean dependsOnBatches;
    private final boolean ratings;
    private final Device device;
    private final List<DeviceVector> memories = new ArrayList<>();
    private float[] inputs = new float[0];

    /// On the CPU.
    public Learner(Network network) {
        this(network, Device.CPU);
    }

    public Learner(Network network, Device device) {
        this.device = device;
        model = new TorchModel(network, device);
        dependsOnBatches = network.mixesSamples();
        ratings = MatrixFactorization.of(network).isPresent();
    }

    @Override
    public void load(ParameterVector values) {
        model.load(values);
    }

    @Override
    public int parameters() {
        return model.parameters();
    }

    @Override
    public ParameterVector store() {
        return model.store();
    }

    @Override
    public void loadMemories(List<ParameterVector> vectors) {
        while (memories.size() < vectors.size()) {
            memories.add(device.vector(model.parameters()));
        }
        for (int i = 0; i < vectors.size(); i++) {
            ParameterVector vector = vectors.get(i);
            memories.get(i).write(data -> vector.copyTo(data, 0, vector.length()));
        }
    }

    @Override
    public List<ParameterVector> storeMemories(int count) {
        List<ParameterVector> stored = new ArrayList<>();
        for (DeviceVector memory : memories.subList(0, count)) {
            float[] copy = new float[model.parameters()];
            memory.read(data -> data.get(copy));
            stored.add(ParameterVector.owning(copy));
        }
        return stored;
    }

    @Override
    public double step(Dataset data, int[] batch, LocalTraining training, long step) {
        try (PointerScope scope = new PointerScope()) {
            Tensor output = model.forward(inputs(data, batch), Mode.TRAINING);
            Tensor loss = training.loss().of(output, targets(data, batch), Loss.Reduction.MEAN);
            model.differentiate(loss);
            try (NoGradGuard guard = new NoGradGuard()) {
                clip(training.clippingNorm());
                List<Tensor> remembered =
                        memories.stream().map(DeviceVector::tensor).toList();
                training.optimizer().step(model.values(), model.gradient(), remembered, step);
            }
            return loss.item_double();
        }
    }

    private void clip(OptionalDouble largest) {
        if (largest.isPresent()) {
            // As torch.nn.utils.clip_grad_norm_: the 1e-6 keeps a zero gradient from dividing by zero.
            double factor = largest.getAsDouble() / (model.gradient().norm().item_double() + 1e-6);
            if (factor < 1) {
                model.gradient().mul_(new Scalar(factor));
            }
        }
    }

    @Override
    public Scores evaluate(Dataset data, int[] order, Loss loss) {
        return score(data, order, loss, new Passes(Mode.EVALUATION, EVALUATION_BATCH));
    }

    @Override
    public Scores measure(Dataset data, int[] order, Loss loss, int batchSize) {
        return score(data, order, loss, new Passes(Mode.MEASURING, dependsOnBatches ? batchSize : EVALUATION_BATCH));
    }

    private record Passes(Mode mode, int batchSize) {}

    private Scores score(Dataset data, int[] order, Loss loss, Passes passes) {
        Scores scores = ratings ? Scores.ofRatings(order.length) : Scores.ofClasses(order.length, data.classes());
        for (int from = 0; from < order.length; from += passes.batchSize()) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(from + passes.batchSize(), order.length));
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor output = model.forward(inputs(data, batch), passes.mode());
                if (ratings) {
                    scores.putPredictions(from, fetched(output), data, batch);
                    continue;
                }
                Tensor losses = loss.of(output, targets(data, batch), Loss.Reduction.NONE);
                scores.putLosses(from, fetched(losses), batch.length);
                Tensor guesses = output.argmax(new LongOptional(1), false).to(ScalarType.Float);
                scores.putGuesses(from, fetched(guesses), data, batch);
            }
        }
        return scores;
    }

    /// Only what is scored leaves the device.
    private FloatPointer fetched(Tensor values) {
        return new FloatPointer(device.fetch(values).data_ptr());
    }

    private Tensor inputs(Dataset data, int[] batch) {
        List<Integer> shape = data.shape();
        int length = shape.stream().reduce(1, Math::multiplyExact);
        if (inputs.length != batch.length * length) {
            inputs = new float[batch.length * length];
        }
        for (int i = 0; i < batch.length; i++) {
            data.read(batch[i], inputs, i * length);
        }
        long[] dimensions = new long[shape.size() + 1];
        dimensions[0] = batch.length;
        for (int i = 0; i < shape.size(); i++) {
            dimensions[i + 1] = shape.get(i);
        }
        Tensor tensor = Tensor.create(inputs, dimensions);
        // Convolutions are a quarter faster when the channels of a pixel lie side by side.
        return device.put(shape.size() == 3 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor);
    }

    private Tensor targets(Dataset data, int[] batch) {
        float[] targets = new float[batch.length];
        for (int i = 0; i < batch.length; i++) {
            targets[i] = ratings ? data.target(batch[i]) : data.label(batch[i]);
        }
        return device.put(Tensor.create(targets, batch.length));
    }
}
