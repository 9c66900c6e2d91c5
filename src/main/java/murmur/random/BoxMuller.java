package murmur.random;

/// Two normal numbers from two uniform ones (Box and Muller, 1958): √(−2·ln u)·cos 2πv and √(−2·ln u)·sin 2πv, in
/// float32 and with operations that every machine rounds alike, in loops of which the compiler makes vector
/// instructions.
///
/// u has at least 24 significant bits however small it is, down to 2⁻³², so that numbers reach 6.66 in both
/// directions; the series are cut where what is left is below the rounding of float32. Not safe for use by several
/// threads.
final class BoxMuller {
    private static final float LN_2 = (float) StrictMath.log(2);

    /// The coefficients of sin πv and cos πv, without their signs.
    private static final float PI_1 = term(1);
    private static final float PI_2 = term(2);
    private static final float PI_3 = term(3);
    private static final float PI_4 = term(4);
    private static final float PI_5 = term(5);
    private static final float PI_6 = term(6);
    private static final float PI_7 = term(7);
    private static final float PI_8 = term(8);
    private static final float PI_9 = term(9);
    private static final float PI_10 = term(10);
    private static final float PI_11 = term(11);
    private static final float PI_12 = term(12);

    private final int pairs;
    private final int[] zeros;
    private final float[] mantissa;
    private final float[] radius;
    private final float[] turn;
    private final float[] sine;
    private final float[] cosine;

    /// @param pairs how many pairs are made at a time
    BoxMuller(int pairs) {
        this.pairs = pairs;
        zeros = new int[pairs];
        mantissa = new float[pairs];
        radius = new float[pairs];
        turn = new float[pairs];
        sine = new float[pairs];
        cosine = new float[pairs];
    }

    /// Makes as many pairs as it was made for, of as many uniform words of 32 bits each.
    ///
    /// @param first for the radius
    /// @param second for the angle
    /// @param normals gets the first numbers of all pairs, then the second ones
    void transform(int[] first, int[] second, float[] normals) {
        split(first);
        radius();
        turn(second);
        combine(normals);
    }

    /// u = `mantissa` · 2^−`zeros`, with a mantissa in [½, 1).
    private void split(int[] words) {
        for (int i = 0; i < pairs; i++) {
            zeros[i] = Integer.numberOfLeadingZeros(words[i] | 1);
        }
        for (int i = 0; i < pairs; i++) {
            int bits = (words[i] | 1) << zeros[i];
            mantissa[i] = (bits >>> 8) * 0x1p-24f;
        }
    }

    /// √(−2·ln u), by ln m = 2·artanh((m − 1) / (m + 1)), whose argument is at most ⅓ in size.
    private void radius() {
        for (int i = 0; i < pairs; i++) {
            float s = (1 - mantissa[i]) / (1 + mantissa[i]);
            float q = s * s;
            float series = q * (1 / 3f + q * (1 / 5f + q * (1 / 7f + q * (1 / 9f + q * (1 / 11f + q * (1 / 13f))))));
            radius[i] = (float) Math.sqrt(2 * (zeros[i] * LN_2 + 2 * (s + s * series)));
        }
    }

    /// The angle 2πv by the sine and the cosine of its half, v in [−½, ½).
    private void turn(int[] words) {
        for (int i = 0; i < pairs; i++) {
            turn[i] = words[i] * 0x1p-32f;
        }
        for (int i = 0; i < pairs; i++) {
            float v = turn[i];
            float q = v * v;
            sine[i] = v * (PI_1 - q * (PI_3 - q * (PI_5 - q * (PI_7 - q * (PI_9 - q * PI_11)))));
        }
        for (int i = 0; i < pairs; i++) {
            float q = turn[i] * turn[i];
            cosine[i] = 1 - q * (PI_2 - q * (PI_4 - q * (PI_6 - q * (PI_8 - q * (PI_10 - q * PI_12)))));
        }
    }

    private void combine(float[] normals) {
        for (int i = 0; i < pairs; i++) {
            normals[i] = radius[i] * (1 - 2 * sine[i] * sine[i]);
        }
        for (int i = 0; i < pairs; i++) {
            normals[pairs + i] = radius[i] * (2 * sine[i] * cosine[i]);
        }
    }

    /// πⁿ / n!
    private static float term(int n) {
        double term = 1;
        for (int i = 1; i <= n; i++) {
            term *= Math.PI / i;
        }
        return (float) term;
    }
}
