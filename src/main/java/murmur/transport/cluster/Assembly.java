package murmur.transport.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import org.jspecify.annotations.Nullable;

/// Puts together what one host sends in pieces. Pieces of one model come in their order, but those of several nodes may
/// come in between. For one thread at a time.
final class Assembly {
    private final int modelLength;
    private final Map<Way, Growing> growing = new HashMap<>();

    /// @param modelLength the number of values of every model of the run
    Assembly(int modelLength) {
        this.modelLength = modelLength;
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

        boolean continuesWith(Codec.Piece piece, Frame.Model model) {
            return piece.first() == next && model.step().equals(step);
        }

        void add(ParameterVector more) {
            more.copyTo(0, values, next, more.length());
            next += more.length();
        }

        boolean isWhole() {
            return next == values.length;
        }
    }

    /// The frame that is complete with this piece, if one is.
    ///
    /// @throws BadFrame if a piece before this one is missing
    synchronized Optional<Frame> add(Codec.Piece piece) throws BadFrame {
        if (!(piece.frame() instanceof Frame.Model model) || model.values().length() == modelLength) {
            return Optional.of(piece.frame());
        }
        Way way = new Way(model.from(), model.to());
        @Nullable Growing earlier = growing.remove(way);
        Growing its = piece.first() == 0 ? new Growing(model.step(), modelLength) : earlier;
        if (its == null || !its.continuesWith(piece, model)) {
            throw new BadFrame("bad frame: what comes before value " + piece.first() + " of the model of node "
                    + model.from() + " for node " + model.to() + " is missing");
        }
        its.add(model.values());
        if (!its.isWhole()) {
            growing.put(way, its);
            return Optional.empty();
        }
        ParameterVector whole = ParameterVector.owning(its.values);
        return Optional.of(new Frame.Model(model.from(), model.to(), model.step(), model.degree(), whole));
    }
}
