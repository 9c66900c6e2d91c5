package murmur.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import org.bytedeco.javacpp.FloatPointer;

/// How a model did on each of some samples.
public final class Scores {
    /// Classes are told apart in tables up to this number.
    public static final int MOST_COUNTED_CLASSES = 100;

    private static final float LEAST_STARS = 0.5f;
    private static final float MOST_STARS = 5;

    private final float[] losses;
    private final boolean[] hits;
    private final boolean ratings;
    private final int[] classSizes;
    private final int[] classHits;

    private Scores(int samples, int classes, boolean ratings) {
        losses = new float[samples];
        hits = new boolean[samples];
        classSizes = new int[classes];
        classHits = new int[classes];
        this.ratings = ratings;
    }

    /// For a model with one output per class. Classes are counted one by one unless there are too many for a table.
    static Scores ofClasses(int samples, int classes) {
        return new Scores(samples, classes <= MOST_COUNTED_CLASSES ? classes : 0, false);
    }

    /// For a model with one output, a number of stars, and its squared error as the loss.
    static Scores ofRatings(int samples) {
        return new Scores(samples, 0, true);
    }

    /// Scores on all samples of `parts`, one part after the other.
    static Scores joined(List<Scores> parts) {
        Scores first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int samples = parts.stream().mapToInt(part -> part.losses.length).sum();
        Scores joined = new Scores(samples, first.classSizes.length, first.ratings);
        int from = 0;
        for (Scores part : parts) {
            System.arraycopy(part.losses, 0, joined.losses, from, part.losses.length);
            System.arraycopy(part.hits, 0, joined.hits, from, part.hits.length);
            from += part.losses.length;
            for (int label = 0; label < first.classSizes.length; label++) {
                joined.classSizes[label] += part.classSizes[label];
                joined.classHits[label] += part.classHits[label];
            }
        }
        return joined;
    }

    void putLosses(int from, FloatPointer batch, int length) {
        batch.get(losses, from, length);
    }

    void putGuesses(int from, FloatPointer guesses, Dataset data, int[] batch) {
        for (int i = 0; i < batch.length; i++) {
            int label = data.label(batch[i]);
            boolean hit = (int) guesses.get(i) == label;
            hits[from + i] = hit;
            if (label < classSizes.length) {
                classSizes[label]++;
                classHits[label] += hit ? 1 : 0;
            }
        }
    }

    /// A rating is right when it is that of the user once it is brought into 0.5 … 5 and rounded to half stars,
    /// ties to even halves.
    void putPrediction(int position, float prediction, float rating) {
        double error = (double) prediction - rating;
        losses[position] = (float) (error * error);
        hits[position] = Math.rint(2 * Math.clamp(prediction, LEAST_STARS, MOST_STARS)) == 2 * rating;
    }

    void putPredictions(int from, FloatPointer predictions, Dataset data, int[] batch) {
        for (int i = 0; i < batch.length; i++) {
            putPrediction(from + i, predictions.get(i), data.target(batch[i]));
        }
    }

    /// The loss of each sample, in the order they were evaluated in.
    public float[] losses() {
        return losses.clone();
    }

    /// The share of samples whose class has the highest output (or whose rating is foretold to the half star),
    /// in percent.
    public double accuracyPercent() {
        int right = 0;
        for (boolean hit : hits) {
            right += hit ? 1 : 0;
        }
        return 100.0 * right / hits.length;
    }

    /// The share of the samples of each class that are classified rightly, in percent; NaN for a class without samples.
    /// Empty for ratings, and where there are too many classes.
    public List<Double> classAccuracyPercent() {
        return IntStream.range(0, classSizes.length)
                .mapToObj(label -> 100.0 * classHits[label] / classSizes[label])
                .toList();
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

    /// What the reference reports of a test: the mean of batch means and, for ratings, its root.
    public double testLoss(int size) {
        double mean = meanOfBatchMeans(size);
        return ratings ? Math.sqrt(mean) : mean;
    }
}
