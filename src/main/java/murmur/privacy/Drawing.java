package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing.Sharer;

/// A sharer that remembers nothing but the place in its random stream.
///
/// @param rule what it does at each step, drawing from the stream
record Drawing(NormalStream stream, Sharer rule) implements Sharer {
    @Override
    public Shares share(ParameterVector own, Audience audience) {
        Shares shares = rule.share(own, audience);
        stream.release();
        return shares;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        stream.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        stream.readFrom(in);
    }
}
