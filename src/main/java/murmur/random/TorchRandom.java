package murmur.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/// torch's generator of the CPU, exact to the bit for whole and uniform numbers and for permutations.
///
/// Normal numbers take the same draws and agree to about 1e-7: torch evaluates logarithm, sine and cosine with
/// vector instructions whose last bit depends on the processor. Not safe for use by several threads.
public final class TorchRandom {
    private static final int BLOCK = 16;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister twister;
    private double cachedNormal;
    private boolean cached;

    /// Only the low 32 bits of the seed count, as in torch.
    public TorchRandom(long seed) {
        this(MersenneTwister.seeded((int) seed), 0, false);
    }

    private TorchRandom(MersenneTwister twister, double cachedNormal, boolean cached) {
        this.twister = twister;
        this.cachedNormal = cachedNormal;
        this.cached = cached;
    }

    /// A generator in the same state, independent from now on.
    public TorchRandom copy() {
        return new TorchRandom(twister.copy(), cachedNormal, cached);
    }

    /// Writes the state, from which [#readFrom] goes on.
    public void writeTo(DataOutput out) throws IOException {
        twister.writeTo(out);
        out.writeDouble(cachedNormal);
        out.writeBoolean(cached);
    }

    /// Takes over a state that was written.
    public void readFrom(DataInput in) throws IOException {
        twister.readFrom(in);
        cachedNormal = in.readDouble();
        cached = in.readBoolean();
    }

    public int next32() {
        return twister.next32();
    }

    /// Two 32-bit draws, the first one on top.
    public long next64() {
        long high = twister.next32();
        return (high << 32) | (twister.next32() & 0xffffffffL);
    }

    /// What torch's `random_` draws for an int64 tensor: not negative. Data loaders take their seeds from it.
    public long next63() {
        return next64() & Long.MAX_VALUE;
    }

    /// `tensor.uniform_(low, high)` on the float32 entries `from` … `to` − 1: 24 random bits, scaled and shifted with
    /// one rounding.
    public void fillUniform(float[] target, int from, int to, double low, double high) {
        Objects.checkFromToIndex(from, to, target.length);
        float start = (float) low;
        float width = (float) high - start;
        for (int i = from; i < to; i++) {
            target[i] = Math.fma(uniform24(), width, start);
        }
    }

    private float uniform24() {
        return (twister.next32() & 0xffffff) * 0x1p-24f;
    }

    /// `tensor.normal_(mean, std)` on the float32 entries `from` … `to` − 1. From 16 entries on torch transforms
    /// uniforms in blocks of 16 (Box and Muller, 1958); fewer entries are drawn one by one in double precision.
    public void fillNormal(float[] target, int from, int to, double mean, double std) {
        Objects.checkFromToIndex(from, to, target.length);
        if (to - from < BLOCK) {
            for (int i = from; i < to; i++) {
                target[i] = (float) (normal() * std + mean);
            }
        } else {
            fillNormalByBlocks(target, from, to, (float) mean, (float) std);
        }
    }

    private void fillNormalByBlocks(float[] target, int from, int to, float mean, float std) {
        fillUniform(target, from, to, 0, 1);
        int start = from;
        for (; start + BLOCK <= to; start += BLOCK) {
            transformBlock(target, start, mean, std);
        }
        if (start < to) {
            // torch redraws the last 16 entries rather than transforming an incomplete block.
            fillUniform(target, to - BLOCK, to, 0, 1);
            transformBlock(target, to - BLOCK, mean, std);
        }
    }

    /// Rounds to float32 wherever torch does, for the angle's rounding shows in the result.
    private static void transformBlock(float[] target, int start, float mean, float std) {
        for (int j = start; j < start + BLOCK / 2; j++) {
            float logarithm = (float) StrictMath.log(1 - target[j]);
            float radius = (float) Math.sqrt(-2 * logarithm);
            float angle = TWO_PI * target[j + BLOCK / 2];
            float cosine = (float) StrictMath.cos(angle);
            float sine = (float) StrictMath.sin(angle);
            target[j] = Math.fma(radius * cosine, std, mean);
            target[j + BLOCK / 2] = Math.fma(radius * sine, std, mean);
        }
    }

    private double normal() {
        if (cached) {
            cached = false;
            return cachedNormal;
        }
        double angle = 2 * Math.PI * uniform53();
        double radius = Math.sqrt(-2 * StrictMath.log1p(-uniform53()));
        cachedNormal = radius * StrictMath.sin(angle);
        cached = true;
        return radius * StrictMath.cos(angle);
    }

    private double uniform53() {
        return (next64() & ((1L << 53) - 1)) * 0x1p-53;
    }

    /// `torch.randperm(n)` of a fresh generator: how data loaders order one pass.
    public static int[] permutation(long seed, int n) {
        return new TorchRandom(seed).permutation(n);
    }

    /// `torch.randperm(n)` drawn from this generator.
    public int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < n - 1; i++) {
            int j = i + Integer.remainderUnsigned(twister.next32(), n - i);
            int item = order[i];
            order[i] = order[j];
            order[j] = item;
        }
        return order;
    }
}
