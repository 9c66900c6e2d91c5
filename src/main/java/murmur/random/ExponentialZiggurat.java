package murmur.random;

import static murmur.random.HighPrecision.ONE;
import static murmur.random.HighPrecision.divided;
import static murmur.random.HighPrecision.exp;
import static murmur.random.HighPrecision.log;
import static murmur.random.HighPrecision.rounded;
import static murmur.random.HighPrecision.times;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The 256 layers of equal area that NumPy lays under e^(−x) (Marsaglia and Tsang, 2000). Widths and densities equal
/// NumPy's to the last bit; some of the limits `INSIDE` differ by one of 2⁵³, which no run will ever meet.
///
/// Layer i reaches from 0 to xᵢ with x₂₅₅ the beginning of the tail; layer 0 stands for the lowest box and the tail.
/// A mantissa of 53 bits times `WIDTH` is a value; a mantissa below `INSIDE` needs no further test.
final class ExponentialZiggurat {
    /// Where the tail begins, chosen so that the topmost layer ends at height 1.
    private static final BigDecimal START = new BigDecimal("7.697117470131049714044628048015215499113968640040");

    static final double TAIL = START.doubleValue();
    static final double[] WIDTH = new double[256];
    static final long[] INSIDE = new long[256];

    /// e^(−xᵢ)
    static final double[] DENSITY = new double[256];

    static {
        BigInteger edge = START.multiply(new BigDecimal(ONE)).toBigInteger();
        BigInteger density = exp(edge.negate());
        BigInteger area = times(edge.add(ONE), density);
        BigInteger box = divided(area, density);
        WIDTH[0] = rounded(box) * 0x1p-53;
        INSIDE[0] = edge.shiftLeft(53).divide(box).longValue();
        DENSITY[0] = 1;
        for (int i = 255; i > 0; i--) {
            WIDTH[i] = rounded(edge) * 0x1p-53;
            DENSITY[i] = rounded(density);
            // Each layer adds the same area; above the topmost there is nothing left.
            density = divided(area, edge).add(density);
            BigInteger inner = i == 1 ? BigInteger.ZERO : log(density).negate();
            INSIDE[i] = inner.shiftLeft(53).divide(edge).longValue();
            edge = inner;
        }
    }

    private ExponentialZiggurat() {}
}
