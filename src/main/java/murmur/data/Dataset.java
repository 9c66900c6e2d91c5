package murmur.data;

import java.util.List;

/// Labelled samples, read-only and shared by all nodes of a run.
///
/// Inputs are float32 whatever the field: images in channel × height × width order, identifiers and token numbers as
/// whole numbers (exact in float32 below 2²⁴).
public interface Dataset {
    int size();

    /// The shape of one input, for example `[3, 32, 32]`.
    List<Integer> shape();

    /// The number of classes; labels are `0 … classes − 1`.
    int classes();

    int label(int index);

    /// The value a model with one output is to foretell of sample `index`: a rating, say. Where there are only classes,
    /// the class.
    default float target(int index) {
        return label(index);
    }

    /// Writes input `index`, row-major, to `target` from position `offset` on.
    void read(int index, float[] target, int offset);

    /// The SHA-256 of labels and inputs as they are in memory, in hexadecimal: which data a result comes from.
    String sha256();
}
