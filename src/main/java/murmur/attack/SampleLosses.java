package murmur.attack;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A model's loss on each of some samples, with the samples' labels. NaN where the model gives no number; figures leave
/// those samples out, and say how many.
public final class SampleLosses {
    private final float[] losses;
    private final int[] labels;

    SampleLosses(float[] losses, int[] labels) {
        if (losses.length != labels.length) {
            throw new IllegalStateException(losses.length + " losses for " + labels.length + " labels");
        }
        this.losses = losses;
        this.labels = labels;
    }

    public static SampleLosses of(float[] losses, int[] labels) {
        return new SampleLosses(losses.clone(), labels.clone());
    }

    /// The number of samples, those without a loss included.
    public int size() {
        return losses.length;
    }

    /// The loss of a sample; may be NaN.
    public float at(int sample) {
        return losses[sample];
    }

    public int label(int sample) {
        return labels[sample];
    }

    /// The losses that are numbers, in the order of the samples.
    public double[] known() {
        return where(sample -> true);
    }

    /// The same, of the samples of one class only.
    public double[] known(int label) {
        return where(sample -> labels[sample] == label);
    }

    private double[] where(IntPredicate chosen) {
        return IntStream.range(0, losses.length)
                .filter(sample -> !Float.isNaN(losses[sample]))
                .filter(chosen)
                .mapToDouble(sample -> losses[sample])
                .toArray();
    }

    /// How many samples have no loss.
    public int nans() {
        return losses.length - known().length;
    }

    /// Over the losses that are numbers, in the order of the samples; NaN if there are none.
    public double mean() {
        double sum = 0;
        double[] known = known();
        for (double loss : known) {
            sum += loss;
        }
        return known.length == 0 ? Double.NaN : sum / known.length;
    }

    /// The largest label, or −1 without samples.
    public int largestLabel() {
        return Arrays.stream(labels).max().orElse(-1);
    }
}
