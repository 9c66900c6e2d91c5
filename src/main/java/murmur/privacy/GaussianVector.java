package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;

/// A vector of independent normal values, remembered as the place in a random stream where it begins: it can be made
/// again at will and takes no memory meanwhile.
final class GaussianVector {
    private final NormalStream start;
    private final double sigma;

    /// @param start is read only through copies
    GaussianVector(NormalStream start, double sigma) {
        this.start = start;
        this.sigma = sigma;
    }

    /// Draws the next vector of a stream and adds `factor` times it to `target`, which sets its length.
    static GaussianVector draw(NormalStream stream, double sigma, double[] target, double factor) {
        GaussianVector vector = new GaussianVector(stream.copy(), sigma);
        double[] piece = new double[Math.min(ParameterVector.PIECE, target.length)];
        for (int from = 0; from < target.length; from += piece.length) {
            int length = Math.min(piece.length, target.length - from);
            stream.fillNormal(piece, 0, length, sigma);
            for (int i = 0; i < length; i++) {
                target[from + i] += factor * piece[i];
            }
        }
        return vector;
    }

    /// Its values from the first on, piece by piece.
    ParameterVector.Noise values() {
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
