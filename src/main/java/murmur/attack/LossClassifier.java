package murmur.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import murmur.model.Linear;
import murmur.model.Mode;
import murmur.model.Network;
import murmur.model.Stateless;
import murmur.model.TorchModel;
import murmur.random.TorchRandom;
import murmur.training.Sgd;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A small network that tells members from other samples by their losses at T moments: T → 64 → 32 → 2, with ReLUs,
/// trained by SGD with momentum 0.9 and learning rate 0.01 on the cross-entropy, members and others weighing equally in
/// sum. The reference's, but for its inputs: they are brought to mean 0 and standard deviation 1 over the training
/// samples, without which large losses, as noise causes them, end the training in NaN.
final class LossClassifier {
    private static final int BATCH = 256;
    private static final Sgd OPTIMIZER = new Sgd(0.01, 0.9, 0, 0, false);
    private static final long MEAN = 1;

    private final TorchModel model;
    private final double[] mean;
    private final double[] deviation;

    /// @param members rows of T losses; as are those of `others`
    LossClassifier(List<float[]> members, List<float[]> others, int epochs, TorchRandom random) {
        List<float[]> rows = new ArrayList<>(others);
        rows.addAll(members);
        int moments = rows.getFirst().length;
        mean = new double[moments];
        deviation = new double[moments];
        standardize(rows);
        Network network = Network.named("SimpleAttacker")
                .with("fc1", new Linear(moments, 64))
                .with(Stateless.RELU)
                .with("fc2", new Linear(64, 32))
                .with(Stateless.RELU)
                .with("fc3", new Linear(32, 2));
        model = new TorchModel(network);
        model.load(network.initialize(random));
        train(rows, others.size(), epochs, random);
    }

    private void standardize(List<float[]> rows) {
        for (int moment = 0; moment < mean.length; moment++) {
            double sum = 0;
            for (float[] row : rows) {
                sum += clamped(row[moment]);
            }
            mean[moment] = sum / rows.size();
            double squares = 0;
            for (float[] row : rows) {
                double difference = clamped(row[moment]) - mean[moment];
                squares += difference * difference;
            }
            double spread = Math.sqrt(squares / rows.size());
            deviation[moment] = spread > 0 ? spread : 1;
        }
    }

    /// An infinite loss is a very large one.
    private static double clamped(float loss) {
        return Math.clamp(loss, -1e30, 1e30);
    }

    private void train(List<float[]> rows, int others, int epochs, TorchRandom random) {
        try (PointerScope scope = new PointerScope()) {
            Tensor velocity = torch.zeros(model.parameters());
            float members = rows.size() - others;
            Tensor weights = Tensor.create((float) rows.size() / others, rows.size() / members);
            long step = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                int[] order = random.permutation(rows.size());
                for (int from = 0; from < order.length; from += BATCH) {
                    int[] batch = Arrays.copyOfRange(order, from, Math.min(from + BATCH, order.length));
                    step++;
                    step(rows, others, batch, new Memory(velocity, weights, step));
                }
            }
        }
    }

    /// @param weights of the two classes
    private record Memory(Tensor velocity, Tensor weights, long step) {}

    private void step(List<float[]> rows, int others, int[] batch, Memory memory) {
        try (PointerScope scope = new PointerScope()) {
            long[] labels = new long[batch.length];
            List<float[]> chosen = new ArrayList<>();
            for (int i = 0; i < batch.length; i++) {
                labels[i] = batch[i] < others ? 0 : 1;
                chosen.add(rows.get(batch[i]));
            }
            Tensor output = model.forward(inputs(chosen), Mode.TRAINING);
            Tensor loss = torch.cross_entropy_loss(
                    output, Tensor.create(labels), new TensorOptional(memory.weights()), MEAN, -100, 0.0);
            model.differentiate(loss);
            try (NoGradGuard guard = new NoGradGuard()) {
                OPTIMIZER.step(model.values(), model.gradient(), List.of(memory.velocity()), memory.step());
            }
        }
    }

    private Tensor inputs(List<float[]> rows) {
        float[] inputs = new float[rows.size() * mean.length];
        for (int i = 0; i < inputs.length; i++) {
            int moment = i % mean.length;
            float loss = rows.get(i / mean.length)[moment];
            inputs[i] = (float) ((clamped(loss) - mean[moment]) / deviation[moment]);
        }
        return Tensor.create(inputs, rows.size(), mean.length);
    }

    /// The log-odds of each sample for being a member, which rank like probabilities, but for their rounding; samples
    /// for which the network has come to no number are left out.
    double[] scores(List<float[]> rows) {
        double[] scores = new double[rows.size()];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor output = model.forward(inputs(rows), Mode.EVALUATION).to(ScalarType.Double);
            Tensor odds = output.select(1, 1).sub(output.select(1, 0)).contiguous();
            new DoublePointer(odds.data_ptr()).get(scores);
        }
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }
}
