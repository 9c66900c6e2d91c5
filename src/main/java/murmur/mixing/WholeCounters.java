package murmur.mixing;

import java.util.List;
import java.util.function.Supplier;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;

/// A mixing after which counters are whole numbers again: the mean of 3 and 4 batches seen is 3.
public record WholeCounters(Mixing mixing, VectorLayout layout) implements Mixing {
    /// `mixing` for vectors of a layout; itself where there are no buffers.
    public static Mixing in(Mixing mixing, VectorLayout layout) {
        return layout.hasBuffers() ? new WholeCounters(mixing, layout) : mixing;
    }

    @Override
    public double weight(int ownDegree, int neighbourDegree) {
        return mixing.weight(ownDegree, neighbourDegree);
    }

    @Override
    public ParameterVector mix(Supplier<ParameterVector> own, List<Received> received) {
        return layout.withWholeCounters(mixing.mix(own, received));
    }
}
