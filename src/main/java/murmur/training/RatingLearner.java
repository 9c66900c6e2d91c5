package murmur.training;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.model.MatrixFactorization;

/// Matrix factorisation trained by plain stochastic gradient descent on the squared error, with p = u·v:
///
/// ∂(p − r)²/∂u = 2·(p − r)·v and ∂(p − r)²/∂v = 2·(p − r)·u.
///
/// Only rows that occur in a mini-batch have a gradient, so only they are touched: the result is that of a step on both
/// whole tables, at the price of the mini-batch. Everything is float32 and in the order of the mini-batch.
final class RatingLearner implements Arithmetic {
    private static final int FACTORS = MatrixFactorization.FACTORS;
    private static final int USER = 0;
    private static final int ITEM = 1;

    private final int users;
    private final float[] values;
    private final float[] input = new float[2];
    /// Which gradient belongs to a row, plus 1; 0 while the row is not in the mini-batch.
    private final int[] slots;

    private int[] touched = new int[0];
    private float[] gradients = new float[0];
    private int count;

    RatingLearner(MatrixFactorization tables) {
        users = tables.users();
        slots = new int[tables.users() + tables.items()];
        values = new float[slots.length * FACTORS];
    }

    /// Momentum and weight decay change rows that are not in the mini-batch, and clipping needs the whole gradient.
    static boolean suits(LocalTraining training) {
        return training.loss() == Loss.MEAN_SQUARED_ERROR
                && training.clippingNorm().equals(OptionalDouble.empty())
                && training.optimizer() instanceof Sgd sgd
                && sgd.momentum() == 0
                && sgd.weightDecay() == 0;
    }

    @Override
    public void load(ParameterVector vector) {
        vector.copyTo(values);
    }

    @Override
    public ParameterVector store() {
        return ParameterVector.of(values);
    }

    @Override
    public int parameters() {
        return values.length;
    }

    @Override
    public void loadMemories(List<ParameterVector> vectors) {
        requireNone(vectors.size());
    }

    @Override
    public List<ParameterVector> storeMemories(int vectors) {
        requireNone(vectors);
        return List.of();
    }

    private static void requireNone(int memories) {
        if (memories != 0) {
            throw new IllegalStateException("plain gradient descent remembers nothing");
        }
    }

    @Override
    public double step(Dataset data, int[] batch, LocalTraining training, long step) {
        makeRoom(2 * batch.length);
        double loss = 0;
        for (int index : batch) {
            data.read(index, input, 0);
            int user = (int) input[USER] - 1;
            int item = users + (int) input[ITEM] - 1;
            float error = product(user, item) - data.target(index);
            float slope = 2f / batch.length * error;
            add(slot(user), slope, item);
            add(slot(item), slope, user);
            loss += error * error;
        }
        descend((float) ((Sgd) training.optimizer()).learningRate());
        return loss / batch.length;
    }

    private void makeRoom(int rows) {
        if (touched.length < rows) {
            touched = new int[rows];
            gradients = new float[rows * FACTORS];
        }
    }

    private float product(int user, int item) {
        float product = 0;
        for (int factor = 0; factor < FACTORS; factor++) {
            product += values[user * FACTORS + factor] * values[item * FACTORS + factor];
        }
        return product;
    }

    /// Where the gradient of a row is; a new one is zero.
    private int slot(int row) {
        if (slots[row] == 0) {
            touched[count] = row;
            Arrays.fill(gradients, count * FACTORS, (count + 1) * FACTORS, 0);
            count++;
            slots[row] = count;
        }
        return slots[row] - 1;
    }

    /// gradient ← gradient + slope · row
    private void add(int slot, float slope, int row) {
        for (int factor = 0; factor < FACTORS; factor++) {
            gradients[slot * FACTORS + factor] += slope * values[row * FACTORS + factor];
        }
    }

    private void descend(float rate) {
        for (int slot = 0; slot < count; slot++) {
            int row = touched[slot];
            for (int factor = 0; factor < FACTORS; factor++) {
                values[row * FACTORS + factor] -= rate * gradients[slot * FACTORS + factor];
            }
            slots[row] = 0;
        }
        count = 0;
    }

    @Override
    public Scores evaluate(Dataset data, int[] order, Loss loss) {
        Scores scores = Scores.ofRatings(order.length);
        for (int position = 0; position < order.length; position++) {
            data.read(order[position], input, 0);
            int item = users + (int) input[ITEM] - 1;
            scores.putPrediction(position, product((int) input[USER] - 1, item), data.target(order[position]));
        }
        return scores;
    }
}
