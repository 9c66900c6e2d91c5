package murmur.report.study;

import murmur.BadInput;

/// One evaluation of one node. What was not measured is NaN.
///
/// @param iteration from 1
/// @param testAccuracy in per cent
/// @param bytes sent by the node since the start
public record Measurement(
        int node, int iteration, double trainLoss, double testLoss, double testAccuracy, double bytes) {
    public Measurement {
        BadInput.unless(iteration >= 0, "iteration", "be at least 0", iteration);
    }
}
