package murmur.attack;

/// One number an attack gives.
///
/// @param metric its name; where the reference has the number, its column there
/// @param value NaN where it cannot be computed
public record Figure(String metric, double value, Interval interval) {
    /// A number without a confidence interval.
    public Figure(String metric, double value) {
        this(metric, value, Interval.NONE);
    }

    /// The figure factor · value + shift, for a factor above 0.
    Figure scaled(String name, double factor, double shift) {
        return new Figure(name, factor * value + shift, interval.times(factor, shift));
    }
}
