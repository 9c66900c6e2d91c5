package murmur.report.figure;

/// An axis by its label, with the unit in parentheses.
///
/// @param logarithmic whether equal distances are equal ratios; values that are not positive are left out
public record Axis(String label, boolean logarithmic) {
    public static Axis linear(String label) {
        return new Axis(label, false);
    }

    public static Axis logarithmic(String label) {
        return new Axis(label, true);
    }

    boolean canShow(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }
}
