package murmur.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import murmur.math.ParameterVector;

/// What an optimiser remembers about one node between its training phases.
///
/// @param steps how many steps were made
/// @param memories the optimiser's vectors, each as long as the model has parameters
public record OptimizerState(long steps, List<ParameterVector> memories) {
    public OptimizerState {
        memories = List.copyOf(memories);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(steps);
        out.writeInt(memories.size());
        for (ParameterVector memory : memories) {
            out.writeInt(memory.length());
            memory.writeTo(out);
        }
    }

    static OptimizerState readFrom(DataInput in) throws IOException {
        long steps = in.readLong();
        int count = in.readInt();
        List<ParameterVector> memories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            memories.add(ParameterVector.readFrom(in, in.readInt()));
        }
        return new OptimizerState(steps, memories);
    }

    /// Before the first step.
    public static OptimizerState initial(Optimizer optimizer, int length) {
        ParameterVector zeros = ParameterVector.owning(new float[length]);
        return new OptimizerState(0, Collections.nCopies(optimizer.memories(), zeros));
    }
}
