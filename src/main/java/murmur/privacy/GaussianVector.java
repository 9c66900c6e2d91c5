package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.random.NumpyRandom;

/// A vector of independent normal values, remembered as the place in a random stream where it begins: it can be made
/// again at will and takes no memory meanwhile.
final class GaussianVector {
    private static final int CHUNK = 2048;
    private final NumpyRandom start;
    private final double sigma;

    private GaussianVector(NumpyRandom start, double sigma) {
        this.start = start;
        this.sigma = sigma;
    }

    /// Draws the next vector of a stream and adds `factor` times it to `target`, which sets its length.
    static GaussianVector draw(NumpyRandom stream, double sigma, double[] target, double factor) {
        GaussianVector vector = new GaussianVector(stream.copy(), sigma);
        vector.addTo(target, factor, stream);
        return vector;
    }

    void writeTo(DataOutput out) throws IOException {
        start.writeTo(out);
        out.writeDouble(sigma);
    }

    static GaussianVector readFrom(DataInput in) throws IOException {
        NumpyRandom start = new NumpyRandom(0);
        start.readFrom(in);
        return new GaussianVector(start, in.readDouble());
    }

    /// Adds `factor` times this vector to `target`, as long as the target it was drawn for.
    void addTo(double[] target, double factor) {
        addTo(target, factor, start.copy());
    }

    private void addTo(double[] target, double factor, NumpyRandom stream) {
        double[] chunk = new double[Math.min(CHUNK, target.length)];
        for (int from = 0; from < target.length; from += CHUNK) {
            int length = Math.min(CHUNK, target.length - from);
            stream.fillNormal(chunk, 0, length, sigma);
            for (int i = 0; i < length; i++) {
                target[from + i] += factor * chunk[i];
            }
        }
    }
}
