package murmur.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.random.RandomGenerator;
import murmur.BadInput;

/// NumPy's `default_rng(seed)`: the generator PCG64 (O'Neill, 2014; 128-bit linear congruential, XSL-RR output) and
/// NumPy's ways of drawing from it, with the same numbers in the same order.
///
/// Uniform, normal and exponential numbers, shuffles and bounded whole numbers equal NumPy's bit for bit; gamma, beta
/// and Dirichlet numbers may differ in the last place, where a power is rounded differently by another library.
/// As a [RandomGenerator] it draws single numbers in NumPy's way; only what is not overridden here (bounded doubles,
/// streams, bytes) is left to the JDK. Not safe for use by several threads.
public final class NumpyRandom implements RandomGenerator, NormalStream {
    private static final long FACTOR_HIGH = 2549297995355413924L;
    private static final long FACTOR_LOW = 4865540595714422341L;
    private static final long MANTISSA = (1L << 52) - 1;

    private static final double[] WIDTH = NormalZiggurat.WIDTH;

    private static final long[] INSIDE = NormalZiggurat.INSIDE;

    private long incrementHigh;
    private long incrementLow;
    private long high;
    private long low;

    /// The upper half of a 64-bit draw whose lower half served as a 32-bit draw.
    private int spare;

    private boolean hasSpare;

    /// A negative seed, which NumPy refuses, stands for the same 64 bits read as an unsigned number.
    public NumpyRandom(long seed) {
        long[] words = new SeedSequence(seed).words(4);
        incrementHigh = (words[2] << 1) | (words[3] >>> 63);
        incrementLow = (words[3] << 1) | 1;
        step();
        low += words[1];
        high += words[0] + carry(low, words[1]);
        step();
    }

    private NumpyRandom(NumpyRandom original) {
        incrementHigh = original.incrementHigh;
        incrementLow = original.incrementLow;
        high = original.high;
        low = original.low;
        spare = original.spare;
        hasSpare = original.hasSpare;
    }

    /// A generator in the same state, independent from now on.
    @Override
    public NumpyRandom copy() {
        return new NumpyRandom(this);
    }

    /// Writes the state, from which [#readFrom] goes on.
    @Override
    public void writeTo(DataOutput out) throws IOException {
        for (long word : new long[] {incrementHigh, incrementLow, high, low}) {
            out.writeLong(word);
        }
        out.writeInt(spare);
        out.writeBoolean(hasSpare);
    }

    /// Takes over a state that was written.
    @Override
    public void readFrom(DataInput in) throws IOException {
        incrementHigh = in.readLong();
        incrementLow = in.readLong();
        high = in.readLong();
        low = in.readLong();
        spare = in.readInt();
        hasSpare = in.readBoolean();
    }

    private void step() {
        long carried = Math.unsignedMultiplyHigh(low, FACTOR_LOW) + low * FACTOR_HIGH + incrementHigh;
        low = low * FACTOR_LOW + incrementLow;
        high = high * FACTOR_LOW + (carried + carry(low, incrementLow));
    }

    /// 1 if adding `term` made `sum` wrap round.
    private static long carry(long sum, long term) {
        return Long.compareUnsigned(sum, term) < 0 ? 1 : 0;
    }

    @Override
    public long nextLong() {
        step();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    /// NumPy's 32-bit draw: the lower half of a 64-bit draw, then its upper half.
    @Override
    public int nextInt() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        long drawn = nextLong();
        spare = (int) (drawn >>> 32);
        hasSpare = true;
        return (int) drawn;
    }

    /// As NumPy's shuffles draw: as many bits as `bound` − 1 has, again until they are below `bound`.
    @Override
    public int nextInt(int bound) {
        BadInput.unless(bound > 0, "bound", "be positive", bound);
        if (bound == 1) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(bound - 1);
        int drawn = nextInt() & mask;
        while (drawn >= bound) {
            drawn = nextInt() & mask;
        }
        return drawn;
    }

    @Override
    public int nextInt(int origin, int bound) {
        return origin + nextInt(Math.subtractExact(bound, origin));
    }

    /// Like [#nextInt(int)], from 64-bit draws.
    @Override
    public long nextLong(long bound) {
        BadInput.unless(bound > 0, "bound", "be positive", bound);
        if (bound == 1) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(bound - 1);
        long drawn = nextLong() & mask;
        while (drawn >= bound) {
            drawn = nextLong() & mask;
        }
        return drawn;
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + nextLong(Math.subtractExact(bound, origin));
    }

    @Override
    public float nextFloat() {
        return (nextInt() >>> 8) * 0x1p-24f;
    }

    @Override
    public boolean nextBoolean() {
        return nextInt() < 0;
    }

    @Override
    public double nextDouble() {
        return uniform();
    }

    @Override
    public double nextGaussian() {
        return normal();
    }

    @Override
    public double nextExponential() {
        return exponential();
    }

    /// Uniform in [0, 1) with 53 bits.
    public double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /// The standard normal law.
    public double normal() {
        long bits = nextLong();
        long mantissa = (bits >>> 9) & MANTISSA;
        if (mantissa < INSIDE[(int) bits & 0xff]) {
            return mantissa * WIDTH[(int) bits & 0x1ff];
        }
        return edgeNormal(bits);
    }

    /// Writes `scale` × standard normal numbers to the entries `from` … `to` − 1, in the order of the stream.
    ///
    /// The hot loop of the product: the state stays in registers except when a draw falls on a layer's edge, once in
    /// ninety times; that draw is finished out of line.
    @Override
    public void fillNormal(double[] target, int from, int to, double scale) {
        Objects.checkFromToIndex(from, to, target.length);
        long hi = high;
        long lo = low;
        for (int i = from; i < to; i++) {
            // All that does not need `hi` is added up first, for the chain through `hi` is what the loop waits for.
            long carried = Math.unsignedMultiplyHigh(lo, FACTOR_LOW) + lo * FACTOR_HIGH + incrementHigh;
            lo = lo * FACTOR_LOW + incrementLow;
            hi = hi * FACTOR_LOW + (carried + carry(lo, incrementLow));
            long bits = Long.rotateRight(hi ^ lo, (int) (hi >>> 58));
            long mantissa = (bits >>> 9) & MANTISSA;
            double value = mantissa * WIDTH[(int) bits & 0x1ff];
            if (mantissa >= INSIDE[(int) bits & 0xff]) {
                high = hi;
                low = lo;
                value = edgeNormal(bits);
                hi = high;
                lo = low;
            }
            target[i] = scale * value;
        }
        high = hi;
        low = lo;
    }

    /// Finishes a normal draw that is not surely under the density: in the tail, or on the edge of a layer.
    private double edgeNormal(long bits) {
        int layer = (int) bits & 0xff;
        long mantissa = (bits >>> 9) & MANTISSA;
        if (layer == 0) {
            return tailNormal(((mantissa >>> 8) & 1) == 1);
        }
        double value = mantissa * WIDTH[(int) bits & 0x1ff];
        double below = NormalZiggurat.DENSITY[layer];
        double height = (NormalZiggurat.DENSITY[layer - 1] - below) * uniform() + below;
        return height < StrictMath.exp(-0.5 * value * value) ? value : normal();
    }

    /// Beyond the last layer (Marsaglia, 1964).
    private double tailNormal(boolean negative) {
        double beyond;
        double limit;
        do {
            beyond = -NormalZiggurat.TAIL_INVERSE * StrictMath.log1p(-uniform());
            limit = -2 * StrictMath.log1p(-uniform());
        } while (limit <= beyond * beyond);
        double value = NormalZiggurat.TAIL + beyond;
        return negative ? -value : value;
    }

    /// The exponential law of mean 1.
    public double exponential() {
        long bits = nextLong() >>> 3;
        int layer = (int) bits & 0xff;
        long mantissa = bits >>> 8;
        double value = mantissa * ExponentialZiggurat.WIDTH[layer];
        if (mantissa < ExponentialZiggurat.INSIDE[layer]) {
            return value;
        }
        if (layer == 0) {
            return ExponentialZiggurat.TAIL - StrictMath.log1p(-uniform());
        }
        double below = ExponentialZiggurat.DENSITY[layer];
        double height = (ExponentialZiggurat.DENSITY[layer - 1] - below) * uniform() + below;
        return height < StrictMath.exp(-value) ? value : exponential();
    }

    /// The gamma law of the given shape and scale 1.
    public double gamma(double shape) {
        return GammaLaw.gamma(this, shape);
    }

    public double beta(double a, double b) {
        return GammaLaw.beta(this, a, b);
    }

    /// Weights that sum to 1, one for each entry of `alpha`.
    public double[] dirichlet(double... alpha) {
        return GammaLaw.dirichlet(this, alpha);
    }

    /// `Generator.shuffle`
    public void shuffle(int[] items) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int item = items[i];
            items[i] = items[j];
            items[j] = item;
        }
    }
}
