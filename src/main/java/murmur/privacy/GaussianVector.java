package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;
import org.jspecify.annotations.Nullable;

/// A vector of independent normal values, remembered as the place in a random stream where it begins: it can be made
/// again at will and takes no memory meanwhile, unless it is held to save the time of that.
final class GaussianVector {
    private final NormalStream start;
    private final double sigma;
    private final double @Nullable [] held;

    private GaussianVector(NormalStream start, double sigma, double @Nullable [] held) {
        this.start = start;
        this.sigma = sigma;
        this.held = held;
    }

    /// @param start is read only through copies
    GaussianVector(NormalStream start, double sigma) {
        this(start, sigma, null);
    }

    /// Draws the next vector of a stream and adds `factor` times it to `target`, which sets its length.
    ///
    /// @param hold whether to hold the values, not to draw them again
    static GaussianVector draw(NormalStream stream, double sigma, double[] target, double factor, boolean hold) {
        NormalStream start = stream.copy();
        double[] values = new double[hold ? target.length : Math.min(ParameterVector.PIECE, target.length)];
        for (int from = 0; from < target.length; from += ParameterVector.PIECE) {
            int length = Math.min(ParameterVector.PIECE, target.length - from);
            int place = hold ? from : 0;
            stream.fillNormal(values, place, place + length, sigma);
            for (int i = 0; i < length; i++) {
                target[from + i] += factor * values[place + i];
            }
        }
        return new GaussianVector(start, sigma, hold ? values : null);
    }

    /// Its values from the first on, piece by piece.
    ParameterVector.Noise values() {
        if (held != null) {
            return (piece, from, length) -> System.arraycopy(held, from, piece, 0, length);
        }
        NormalStream stream = start.copy();
        return (piece, from, length) -> stream.fillNormal(piece, 0, length, sigma);
    }

    /// @param stream of the kind that was written; it becomes the vector's own
    static GaussianVector readFrom(DataInput in, NormalStream stream) throws IOException {
        stream.readFrom(in);
        return new GaussianVector(stream, in.readDouble());
    }

    void writeTo(DataOutput out) throws IOException {
        start.writeTo(out);
        out.writeDouble(sigma);
    }
}
