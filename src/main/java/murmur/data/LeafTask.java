package murmur.data;

import tools.jackson.core.JsonParser;

/// What the samples of one of LEAF's data sets look like (Caldas et al., 2018).
///
/// @param <X> an element of a user's `x`
/// @param <Y> an element of a user's `y`
interface LeafTask<X, Y> {
    SampleSet.Kind kind();

    /// Reads the element of `x` at whose first token `json` stands, up to its last.
    X x(JsonParser json);

    /// Reads the element of `y` at whose first token `json` stands, up to its last.
    Y y(JsonParser json);

    /// Adds the samples that one element of `x` and one of `y` make.
    ///
    /// @throws murmur.BadInput if they make none
    void add(X x, Y y, SampleSet.Builder samples);
}
