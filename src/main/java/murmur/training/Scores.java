package murmur.training;

import java.util.Arrays;
import murmur.data.Dataset;
import org.bytedeco.javacpp.FloatPointer;

/// How a model did on each of some samples.
public final class Scores {
    private final float[] losses;
    private final boolean[] hits;

    Scores(int samples) {
        losses = new float[samples];
        hits = new boolean[samples];
    }

    void putLosses(int from, FloatPointer batch, int length) {
        batch.get(losses, from, length);
    }

    void putGuesses(int from, FloatPointer guesses, Dataset data, int[] batch) {
        for (int i = 0; i < batch.length; i++) {
            hits[from + i] = (int) guesses.get(i) == data.label(batch[i]);
        }
    }

    /// The loss of each sample, in the order they were evaluated in.
    public float[] losses() {
        return losses.clone();
    }

    /// The share of samples whose class has the highest output, in percent.
    public double accuracyPercent() {
        int right = 0;
        for (boolean hit : hits) {
            right += hit ? 1 : 0;
        }
        return 100.0 * right / hits.length;
    }

    /// The unweighted mean of the mean losses of batches of `size` samples, so that a smaller last batch weighs as much
    /// as a full one: the reference's figure.
    public double meanOfBatchMeans(int size) {
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < losses.length; from += size) {
            int to = Math.min(from + size, losses.length);
            double batch = 0;
            for (float loss : Arrays.copyOfRange(losses, from, to)) {
                batch += loss;
            }
            sum += batch / (to - from);
            batches++;
        }
        return sum / batches;
    }
}
