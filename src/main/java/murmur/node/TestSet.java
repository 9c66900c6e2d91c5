package murmur.node;

import java.util.Optional;
import murmur.BadInput;
import murmur.data.Dataset;

/// What a node is tested on.
///
/// @param validation what it is tested on besides, at the same time
/// @param batchSize figures are means of the means over batches of this size
public record TestSet(Optional<Dataset> samples, Optional<Dataset> validation, int batchSize) {
    public TestSet {
        BadInput.unless(batchSize >= 1, "test_batch_size", "be at least 1", batchSize);
    }

    /// Without a validation set.
    public TestSet(Optional<Dataset> samples, int batchSize) {
        this(samples, Optional.empty(), batchSize);
    }

    /// No test set: nothing is tested.
    public static TestSet none() {
        return new TestSet(Optional.empty(), 1);
    }
}
