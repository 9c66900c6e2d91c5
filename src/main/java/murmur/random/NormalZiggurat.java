package murmur.random;

import static murmur.random.HighPrecision.exp;
import static murmur.random.HighPrecision.log;

/// The 256 layers of equal area that NumPy lays under e^(−x²/2) (Marsaglia and Tsang, 2000), recomputed to the last
/// bit of NumPy's tables.
///
/// Layer i reaches from 0 to xᵢ with x₂₅₅ the beginning of the tail; layer 0 stands for the lowest box and the tail.
/// A mantissa of 52 bits times `WIDTH` is a value; a mantissa below `INSIDE` needs no further test.
final class NormalZiggurat {
    static final double TAIL = 3.654152885361009;
    static final double TAIL_INVERSE = 0.2736612373297583;

    /// By layer + 256·sign, so that the sign of a value costs no instruction.
    static final double[] WIDTH = new double[512];

    static final long[] INSIDE = new long[256];

    /// e^(−xᵢ²/2)
    static final double[] DENSITY = new double[256];

    /// The area of a layer as NumPy's tables have it, five units in the last place below the true one.
    private static final double AREA = 0.004928673233974652;

    /// NumPy's tables were computed in doubles by a library that rounded this one density up instead of to nearest;
    /// the layers above inherit it.
    private static final int ROUNDED_UP = 38;

    static {
        double[] edges = edges();
        WIDTH[0] = AREA / DENSITY[255] * 0x1p-52;
        INSIDE[0] = (long) (TAIL * DENSITY[255] / AREA * 0x1p52);
        for (int i = 1; i < 256; i++) {
            WIDTH[i] = edges[i] * 0x1p-52;
            INSIDE[i] = (long) Math.rint(edges[i - 1] / edges[i] * 0x1p52);
        }
        for (int i = 0; i < 256; i++) {
            WIDTH[i + 256] = -WIDTH[i];
        }
    }

    private NormalZiggurat() {}

    /// Fills `DENSITY` on the way from the tail up: every layer adds the same area.
    private static double[] edges() {
        double[] edges = new double[256];
        edges[255] = TAIL;
        DENSITY[255] = exp(-0.5 * TAIL * TAIL);
        for (int i = 254; i > 0; i--) {
            edges[i] = Math.sqrt(-2 * log(AREA / edges[i + 1] + DENSITY[i + 1]));
            double density = exp(-0.5 * edges[i] * edges[i]);
            DENSITY[i] = i == ROUNDED_UP ? Math.nextUp(density) : density;
        }
        DENSITY[0] = 1;
        return edges;
    }
}
