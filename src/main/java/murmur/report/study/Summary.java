package murmur.report.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// What many nodes' values of one quantity come to.
///
/// @param std sample standard deviation, n − 1 in the denominator; NaN for one value
/// @param p10 the 10th percentile, between two values by linear interpolation; the others likewise
public record Summary(int count, double mean, double std, double min, double p10, double p50, double p90, double max) {
    /// Of the values that are numbers.
    static Summary of(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
        double squares = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double std = sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
        return new Summary(
                sorted.length,
                mean,
                std,
                percentile(sorted, 0),
                percentile(sorted, 10),
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 100));
    }

    private static double percentile(double[] sorted, int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = percent / 100.0 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The sum of all values.
    public double sum() {
        return count * mean;
    }

    static final String HEADER = "count,mean,std,min,percentile_10,percentile_50,percentile_90,max";

    String csv() {
        return String.format(Locale.ROOT, "%d,%s,%s,%s,%s,%s,%s,%s", count, mean, std, min, p10, p50, p90, max);
    }
}
