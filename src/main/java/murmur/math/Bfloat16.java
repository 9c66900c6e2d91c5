package murmur.math;

/// float32 with 8 significant bits instead of 24: the upper half of its bits. Rounding goes to the nearest, to the even
/// one of two; numbers beyond the largest become infinite, NaN remains NaN.
public final class Bfloat16 {
    private static final int DROPPED_BITS = 16;
    private static final int QUIET = 0x40;

    private Bfloat16() {}

    /// The 16 bits nearest to a value.
    public static short bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> DROPPED_BITS) | QUIET);
        }
        int odd = (bits >>> DROPPED_BITS) & 1;
        return (short) ((bits + 0x7fff + odd) >>> DROPPED_BITS);
    }

    /// The value of 16 bits.
    public static float value(short bits) {
        return Float.intBitsToFloat(bits << DROPPED_BITS);
    }

    /// Every value rounded.
    public static ParameterVector rounded(ParameterVector vector) {
        float[] values = vector.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(bits(values[i]));
        }
        return ParameterVector.owning(values);
    }
}
