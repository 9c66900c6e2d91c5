package murmur.node;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.topology.Step;

/// How many bytes a node has sent, as the reference counts them: what its messages take as Python pickles, control
/// messages to neighbours and to the process that answers for the topology included (protocol 4; spec of the reference,
/// wire format).
///
/// @param dataBytes the models alone
/// @param metaBytes everything else
public record Traffic(long dataBytes, long metaBytes) {
    private static final int MODEL_OVERHEAD = 162;
    private static final int MESSAGE_OVERHEAD = 70;
    private static final int GREETING = 44;
    private static final int NEIGHBOUR_REQUEST = 93;

    static final Traffic NONE = new Traffic(0, 0);

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(dataBytes);
        out.writeLong(metaBytes);
    }

    static Traffic readFrom(DataInput in) throws IOException {
        return new Traffic(in.readLong(), in.readLong());
    }

    public long totalBytes() {
        return dataBytes + metaBytes;
    }

    /// The greetings to `peers` other processes.
    Traffic withGreetings(int node, int peers) {
        return new Traffic(dataBytes, metaBytes + (long) peers * (GREETING + pickledBytes(node)));
    }

    /// A question for the neighbours of a step and one model for each of them.
    ///
    /// @param valueBytes what the values of all these models take together
    Traffic withModels(int node, Step step, int neighbours, long valueBytes) {
        int stepBytes = pickledBytes(step.iteration()) + pickledBytes(step.mixing());
        long models = neighbours * (long) MODEL_OVERHEAD + valueBytes;
        long envelopes = neighbours * (long) (MESSAGE_OVERHEAD + stepBytes + pickledBytes(neighbours));
        return new Traffic(
                dataBytes + models, metaBytes + NEIGHBOUR_REQUEST + pickledBytes(node) + stepBytes + envelopes);
    }

    /// What one message with a model takes that goes to one of `neighbours`.
    static long messageBytes(Step step, int neighbours, long valueBytes) {
        return MODEL_OVERHEAD
                + valueBytes
                + MESSAGE_OVERHEAD
                + pickledBytes(step.iteration())
                + pickledBytes(step.mixing())
                + pickledBytes(neighbours);
    }

    /// The size of a whole number in a pickle.
    private static int pickledBytes(int number) {
        if (number < 1 << 8) {
            return 2;
        }
        return number < 1 << 16 ? 3 : 5;
    }
}
