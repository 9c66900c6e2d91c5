package murmur.transport.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import murmur.math.ParameterVector;
import murmur.transport.cluster.Piece.Again;
import murmur.transport.cluster.Piece.Part;
import murmur.transport.cluster.Piece.Way;
import murmur.transport.cluster.Piece.Whole;
import org.jspecify.annotations.Nullable;

/// Puts together what one host sends in pieces, each decoded to where it is to stay. Pieces of one model come in their
/// order, but those of several nodes may come in between. For one thread at a time.
final class Assembly {
    private final Codec codec;
    private final Map<Way, Growing> growing = new HashMap<>();
    private final Map<Integer, Frame.Model> latest = new HashMap<>();

    Assembly(Codec codec) {
        this.codec = codec;
    }

    /// A model that is not all there.
    private static final class Growing {
        private final float[] values;
        private int next;

        Growing(int length) {
            values = new float[length];
        }

        boolean isWhole() {
            return next == values.length;
        }
    }

    /// The frame that is complete with this piece, if one is.
    ///
    /// @throws BadFrame if a piece before this one is missing, or its values cannot be decoded
    synchronized Optional<Frame> add(Piece piece) throws BadFrame {
        return switch (piece) {
            case Whole whole -> Optional.of(whole.frame());
            case Part part -> add(part);
            case Again again -> Optional.of(again(again.way()));
        };
    }

    private Optional<Frame> add(Part part) throws BadFrame {
        Way way = part.way();
        @Nullable Growing earlier = growing.remove(way);
        Growing its = part.first() == 0 ? new Growing(codec.modelLength()) : earlier;
        if (its == null || part.first() != its.next) {
            throw new BadFrame("bad frame: what comes before value " + part.first() + " of " + name(way));
        }
        its.next += codec.copy(part, its.values);
        if (!its.isWhole()) {
            growing.put(way, its);
            return Optional.empty();
        }
        Frame.Model whole = frame(way, ParameterVector.owning(its.values));
        latest.put(way.from(), whole);
        return Optional.of(whole);
    }

    private Frame again(Way way) throws BadFrame {
        Frame.@Nullable Model before = latest.get(way.from());
        if (before == null || !before.step().equals(way.step())) {
            throw new BadFrame("bad frame: what comes before the repetition of " + name(way));
        }
        return frame(way, before.values());
    }

    private static Frame.Model frame(Way way, ParameterVector values) {
        return new Frame.Model(way.from(), way.to(), way.step(), way.degree(), values);
    }

    private static String name(Way way) {
        return "the model of node " + way.from() + " for node " + way.to() + " is missing";
    }
}
