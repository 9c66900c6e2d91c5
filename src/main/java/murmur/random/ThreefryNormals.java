package murmur.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Normal numbers in float32 precision from [Threefry] by [BoxMuller], several times as fast as NumPy's: number i is a
/// function of the key and i. They repeat to the bit on every machine, but are no other library's numbers.
public final class ThreefryNormals implements NormalStream {
    /// Numbers that are made together.
    private static final int BLOCK = 2 * Threefry.LANES;

    private long key;

    /// Which number comes next.
    private long next;

    private @Nullable Block made;

    /// The beginning of a stream; streams of different seeds are unrelated.
    public ThreefryNormals(Seed seed) {
        this(seed.value(), 0);
    }

    private ThreefryNormals(long key, long next) {
        this.key = key;
        this.next = next;
    }

    @Override
    public ThreefryNormals copy() {
        return new ThreefryNormals(key, next);
    }

    @Override
    public void release() {
        made = null;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(key);
        out.writeLong(next);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        key = in.readLong();
        next = in.readLong();
        made = null;
    }

    @Override
    public void fillNormal(double[] target, int from, int to, double scale) {
        Objects.checkFromToIndex(from, to, target.length);
        Block block = made == null ? new Block(key) : made;
        made = block;
        for (int start = from; start < to; ) {
            int offset = (int) (next % BLOCK);
            int length = Math.min(BLOCK - offset, to - start);
            float[] normals = block.at(next / BLOCK);
            for (int i = 0; i < length; i++) {
                target[start + i] = scale * normals[offset + i];
            }
            start += length;
            next += length;
        }
    }

    /// The numbers that were made last, and what is needed to make others.
    private static final class Block {
        private final Threefry threefry;
        private final BoxMuller law = new BoxMuller(Threefry.LANES);
        private final int[] first = new int[Threefry.LANES];
        private final int[] second = new int[Threefry.LANES];
        private final float[] normals = new float[BLOCK];
        private long number = -1;

        Block(long key) {
            threefry = new Threefry(key);
        }

        float[] at(long wanted) {
            if (wanted != number) {
                long counter = wanted * Threefry.LANES;
                threefry.turn((int) counter, (int) (counter >>> 32), first, second);
                law.transform(first, second, normals);
                number = wanted;
            }
            return normals;
        }
    }
}
