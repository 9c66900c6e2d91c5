package murmur.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A place in a sequence of independent numbers of the standard normal law. Not safe for use by several threads.
public interface NormalStream {
    /// Writes `scale` × the next `to` − `from` numbers to the entries `from` … `to` − 1, in the order of the stream.
    void fillNormal(double[] target, int from, int to, double scale);

    /// Gives back the memory of numbers that were made ahead; to be called where none are drawn for a while. The next
    /// ones are the same all the same.
    default void release() {}

    /// The same place, independent from now on.
    NormalStream copy();

    /// Writes the place, from which [#readFrom] goes on.
    void writeTo(DataOutput out) throws IOException;

    /// Goes on from a place that a stream of the same kind wrote.
    void readFrom(DataInput in) throws IOException;
}
