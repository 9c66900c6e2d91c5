package murmur.random;

import java.math.BigInteger;

/// Exponential and logarithm in fixed point with 128 fractional bits. Rounded to double they are the nearest doubles,
/// the same on every machine, which `Math` does not promise and `StrictMath` misses by a unit in the last place.
final class HighPrecision {
    static final int FRACTION_BITS = 128;
    static final BigInteger ONE = BigInteger.ONE.shiftLeft(FRACTION_BITS);
    private static final int HALVINGS = 10;
    private static final long IMPLICIT_BIT = 1L << 52;

    private HighPrecision() {}

    static BigInteger fixed(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long mantissa = Math.getExponent(x) < Double.MIN_EXPONENT ? 0 : (bits & (IMPLICIT_BIT - 1)) | IMPLICIT_BIT;
        BigInteger magnitude = BigInteger.valueOf(mantissa).shiftLeft(Math.getExponent(x) - 52 + FRACTION_BITS);
        return x < 0 ? magnitude.negate() : magnitude;
    }

    /// The nearest double.
    static double rounded(BigInteger fixed) {
        return Math.scalb(fixed.doubleValue(), -FRACTION_BITS);
    }

    static BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(FRACTION_BITS);
    }

    static BigInteger divided(BigInteger a, BigInteger b) {
        return a.shiftLeft(FRACTION_BITS).divide(b);
    }

    /// eˣ for |x| below 16: Taylor's series at x / 2¹⁰, then squared ten times.
    static BigInteger exp(BigInteger x) {
        BigInteger reduced = x.shiftRight(HALVINGS);
        BigInteger sum = ONE;
        BigInteger term = ONE;
        for (int n = 1; term.bitLength() > 1; n++) {
            term = times(term, reduced).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = times(sum, sum);
        }
        return sum;
    }

    /// ln x for x between e⁻¹⁶ and e¹⁶: with y the logarithm in double precision and t = x·e⁻ʸ − 1 of the order 1e-16,
    /// the term after y + t − t²/2 is below the last fractional bit.
    static BigInteger log(BigInteger x) {
        BigInteger y = fixed(StrictMath.log(rounded(x)));
        BigInteger t = times(x, exp(y.negate())).subtract(ONE);
        return y.add(t).subtract(times(t, t).shiftRight(1));
    }

    static double exp(double x) {
        return rounded(exp(fixed(x)));
    }

    static double log(double x) {
        return rounded(log(fixed(x)));
    }
}
