package murmur.math;

/// Σ wᵢ·xᵢ in float32, term by term in the order of the calls: floating-point addition does not associate, so the order
/// is part of the result.
public final class WeightedSum {
    private float[] sum = {};
    private boolean empty = true;

    /// Adds weight · vector; the first vector sets the length.
    public WeightedSum add(ParameterVector vector, double weight) {
        if (empty) {
            sum = new float[vector.length()];
            empty = false;
        }
        vector.addTo(sum, (float) weight);
        return this;
    }

    /// The sum so far; the next `add` would change it, so this ends the use of the object.
    public ParameterVector toVector() {
        return ParameterVector.owning(sum);
    }
}
