package murmur.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/// All values of a model, flat: float32, row-major, in the order of its state. Immutable, so that nodes of one process
/// may pass it to each other without copying.
public final class ParameterVector {
    /// How many values of float64 are worked on at a time where more would leave the fastest cache.
    public static final int PIECE = 1024;

    private final float[] values;

    private ParameterVector(float[] values) {
        this.values = values;
    }

    public static ParameterVector of(float... values) {
        return new ParameterVector(values.clone());
    }

    /// Takes the array as it is: the caller hands it over and never writes to it again.
    public static ParameterVector owning(float[] values) {
        return new ParameterVector(values);
    }

    public int length() {
        return values.length;
    }

    public long sizeBytes() {
        return (long) Float.BYTES * values.length;
    }

    public float at(int index) {
        return values[index];
    }

    public float[] toArray() {
        return values.clone();
    }

    public void copyTo(float[] target) {
        System.arraycopy(values, 0, target, 0, values.length);
    }

    /// Copies `length` values from position `from` on.
    public void copyTo(FloatBuffer target, int from, int length) {
        target.put(values, from, length);
    }

    /// Copies `length` values from position `from` on to `target`, from position `to` on.
    public void copyTo(int from, float[] target, int to, int length) {
        System.arraycopy(values, from, target, to, length);
    }

    /// What is added to a vector, made piece by piece so that no vector of it need lie in memory.
    @FunctionalInterface
    public interface Noise {
        /// Writes the values at the positions `from` … `from` + `length` − 1 to the beginning of `piece`; asked for all
        /// positions in their order, at most [#PIECE] at a time.
        void fill(double[] piece, int from, int length);
    }

    /// float32(double(x) + noise), the rounding of a float32 model to which float64 noise is added.
    public ParameterVector plus(double[] noise) {
        requireLength(noise.length);
        return plus((piece, from, length) -> System.arraycopy(noise, from, piece, 0, length));
    }

    /// The same for noise that nobody holds whole.
    public ParameterVector plus(Noise noise) {
        float[] sum = new float[values.length];
        double[] piece = new double[Math.min(PIECE, values.length)];
        for (int from = 0; from < sum.length; from += piece.length) {
            int length = Math.min(piece.length, sum.length - from);
            noise.fill(piece, from, length);
            for (int i = 0; i < length; i++) {
                sum[from + i] = (float) (values[from + i] + piece[i]);
            }
        }
        return new ParameterVector(sum);
    }

    /// Writes the length, and the values as they are in memory.
    public void writeTo(DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(sizeBytes()));
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    /// Reads a vector that was written.
    ///
    /// @param length how many values it must have
    public static ParameterVector readFrom(DataInput in, int length) throws IOException {
        int found = in.readInt();
        if (found != length) {
            throw new IOException("a vector has " + found + " values, not " + length);
        }
        byte[] bytes = new byte[Math.multiplyExact(length, Float.BYTES)];
        in.readFully(bytes);
        float[] values = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new ParameterVector(values);
    }

    public double norm() {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /// target ← target + weight · this, every product and every sum rounded to float32.
    void addTo(float[] target, float weight) {
        requireLength(target.length);
        for (int i = 0; i < target.length; i++) {
            target[i] += weight * values[i];
        }
    }

    private void requireLength(int length) {
        if (length != values.length) {
            throw new IllegalStateException("vectors must be equally long, were " + values.length + " and " + length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "ParameterVector[" + values.length + " values, norm " + norm() + "]";
    }
}
