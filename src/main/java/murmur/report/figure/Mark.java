package murmur.report.figure;

/// A point of a curve; what there is none of is NaN.
///
/// @param low lower end of a band around `y`
/// @param high upper end
/// @param worst the value of the worst node
public record Mark(double x, double y, double low, double high, double worst) {
    /// Without a band.
    public Mark(double x, double y) {
        this(x, y, Double.NaN, Double.NaN, Double.NaN);
    }

    boolean hasBand() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
