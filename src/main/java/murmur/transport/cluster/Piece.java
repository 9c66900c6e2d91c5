package murmur.transport.cluster;

import java.nio.ByteBuffer;
import murmur.topology.Step;

/// What bytes say: all of a frame, or a part of a model.
public sealed interface Piece {
    /// A frame that is no model.
    record Whole(Frame frame) implements Piece {}

    /// Some values of a model, still encoded.
    ///
    /// @param first the position of the first of them
    /// @param encoded what of the received bytes they are
    record Part(Way way, int first, ByteBuffer encoded) implements Piece {}

    /// The last model of the same node, for another one.
    record Again(Way way) implements Piece {}

    /// From which node to which one a model goes, and when.
    ///
    /// @param degree how many neighbours the sender has
    record Way(int from, int to, Step step, int degree) {}
}
