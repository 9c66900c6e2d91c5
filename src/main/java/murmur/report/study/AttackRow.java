package murmur.report.study;

/// A row of `attacks.csv`: one figure of one attack on one node.
///
/// @param low lower end of the 95 % interval, NaN without one
/// @param high upper end
public record AttackRow(
        int iteration,
        int victim,
        String observer,
        String attack,
        String metric,
        double value,
        double low,
        double high) {}
