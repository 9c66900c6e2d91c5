package murmur.model;

/// What a forward pass is for. It matters to layers that normalise by the statistics of a mini-batch.
public enum Mode {
    /// Layers normalise by the mini-batch and update what they remember about batches.
    TRAINING,
    /// Layers normalise by the mini-batch and remember nothing: the loss that training sees, measured.
    MEASURING,
    /// Layers normalise by what they remember; samples do not depend on each other.
    EVALUATION
}
