package murmur.report.study;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// What many nodes' values of one quantity come to. Of no values, everything is NaN but their number.
public final class Summary {
    private final double[] sorted;

    private Summary(double[] sorted) {
        this.sorted = sorted;
    }

    /// Of the values that are numbers.
    static Summary of(DoubleStream values) {
        return new Summary(values.filter(value -> !Double.isNaN(value)).sorted().toArray());
    }

    public int count() {
        return sorted.length;
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    public double sum() {
        return count() * mean();
    }

    /// The sample standard deviation, n − 1 in the denominator; NaN for one value.
    public double std() {
        double mean = mean();
        double squares = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
    }

    public double min() {
        return percentile(0);
    }

    public double max() {
        return percentile(100);
    }

    /// Between two values by linear interpolation, as NumPy does unless told otherwise.
    public double percentile(int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = percent / 100.0 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
