package murmur.attack;

import java.util.Arrays;

/// Where a figure may well be: a confidence interval, or NaN where there is none.
public record Interval(double low, double high) {
    /// No interval is given.
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    /// The middle 95 % of `values`, whose quantiles are interpolated linearly: the percentile interval of a
    /// bootstrap (Efron, 1981).
    static Interval middle95(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return values.length == 0 ? NONE : new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    private static double quantile(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// The interval of factor · x + shift, for a factor above 0.
    Interval times(double factor, double shift) {
        return new Interval(factor * low + shift, factor * high + shift);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
