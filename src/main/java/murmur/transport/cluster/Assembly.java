package murmur.transport.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.cluster.Codec.Part;
import murmur.transport.cluster.Codec.Whole;
import org.jspecify.annotations.Nullable;

/// Puts together what one host sends in pieces, each decoded to where it is to stay. Pieces of one model come in their
/// order, but those of several nodes may come in between. For one thread at a time.
final class Assembly {
    private final Codec codec;
    private final Map<Way, Growing> growing = new HashMap<>();

    Assembly(Codec codec) {
        this.codec = codec;
    }

    private record Way(int from, int to) {}

    /// A model that is not all there.
    private static final class Growing {
        private final Step step;
        private final float[] values;
        private int next;

        Growing(Step step, int length) {
            this.step = step;
            values = new float[length];
        }

        boolean continuesWith(Part part) {
            return part.first() == next && part.step().equals(step);
        }

        boolean isWhole() {
            return next == values.length;
        }
    }

    /// The frame that is complete with this piece, if one is.
    ///
    /// @throws BadFrame if a piece before this one is missing, or its values cannot be decoded
    synchronized Optional<Frame> add(Codec.Piece piece) throws BadFrame {
        return switch (piece) {
            case Whole whole -> Optional.of(whole.frame());
            case Part part ->
                add(part).map(values -> new Frame.Model(part.from(), part.to(), part.step(), part.degree(), values));
        };
    }

    private Optional<ParameterVector> add(Part part) throws BadFrame {
        Way way = new Way(part.from(), part.to());
        @Nullable Growing earlier = growing.remove(way);
        Growing its = part.first() == 0 ? new Growing(part.step(), codec.modelLength()) : earlier;
        if (its == null || !its.continuesWith(part)) {
            throw new BadFrame("bad frame: what comes before value " + part.first() + " of the model of node "
                    + part.from() + " for node " + part.to() + " is missing");
        }
        its.next += codec.copy(part, its.values);
        if (its.isWhole()) {
            return Optional.of(ParameterVector.owning(its.values));
        }
        growing.put(way, its);
        return Optional.empty();
    }
}
