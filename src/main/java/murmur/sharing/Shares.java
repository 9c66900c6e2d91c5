package murmur.sharing;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;

/// What one node makes of its model at one step. Vectors are made when they are asked for, and made again when they are
/// asked for again, so that a node with many neighbours does not hold a noisy copy for each of them.
public interface Shares {
    /// What the node itself goes on with.
    ParameterVector kept();

    /// What the receiver at `position` of the audience gets; to be asked only for receivers that take part.
    ParameterVector sent(int position);

    /// Each of these is made now, once, and held.
    ///
    /// @param positions of those that will be asked for
    static Shares made(Shares shares, IntStream positions) {
        ParameterVector kept = shares.kept();
        Map<Integer, ParameterVector> sent = new HashMap<>();
        positions.forEach(position -> sent.put(position, shares.sent(position)));
        return new Shares() {
            @Override
            public ParameterVector kept() {
                return kept;
            }

            @Override
            public ParameterVector sent(int position) {
                return Objects.requireNonNull(sent.get(position));
            }
        };
    }

    /// Everybody gets the same vector, the node itself included.
    static Shares same(ParameterVector vector) {
        return new Shares() {
            @Override
            public ParameterVector kept() {
                return vector;
            }

            @Override
            public ParameterVector sent(int position) {
                return vector;
            }
        };
    }
}
