package murmur.node;

import java.util.OptionalDouble;

/// A node's figures after an iteration; each is there only when it was due.
///
/// @param trainLoss mean loss on the node's own samples
/// @param testLoss mean loss on the test set; its root where ratings are foretold
/// @param testAccuracyPercent share of the test set classified rightly
public record Evaluation(OptionalDouble trainLoss, OptionalDouble testLoss, OptionalDouble testAccuracyPercent) {
    public boolean isEmpty() {
        return trainLoss.isEmpty() && testLoss.isEmpty();
    }
}
