package murmur.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import murmur.math.Bfloat16;
import murmur.math.ParameterVector;
import murmur.sharing.Shares;
import org.jspecify.annotations.Nullable;

/// How the values of a model become bytes when they leave a node. What a receiver gets does not depend on where it is:
/// an encoding that loses something does so at the sender, for neighbours in the same process, too.
///
/// Neighbouring values have little in common but their exponents. Compressed encodings therefore write the first byte
/// of all values, then the second, and so on, before zstd sees them.
public enum Encoding {
    /// float32, as it is.
    RAW(0, "raw", Float.BYTES, false),
    /// float32, compressed; comes back bit for bit.
    ZSTD(1, "zstd", Float.BYTES, true),
    /// bfloat16: half as many bytes, and 8 significant bits instead of 24.
    BF16(2, "bf16", Short.BYTES, false),
    /// bfloat16, compressed.
    BF16_ZSTD(3, "bf16+zstd", Short.BYTES, true);

    /// Larger models travel in pieces of so many values, and each piece is encoded by itself: what passes through the
    /// caches of a processor costs less than what passes through its memory.
    public static final int PIECE_VALUES = 1 << 17;

    private final int number;
    private final String word;
    private final int valueBytes;
    private final boolean compressed;

    Encoding(int number, String word, int valueBytes, boolean compressed) {
        this.number = number;
        this.word = word;
        this.valueBytes = valueBytes;
        this.compressed = compressed;
    }

    /// As headers of frames have it.
    public int number() {
        return number;
    }

    /// As configurations name it.
    public String word() {
        return word;
    }

    /// What remains of a node's models when they have travelled.
    public Shares applyTo(Shares shares) {
        if (valueBytes == Float.BYTES) {
            return shares;
        }
        return new Shares() {
            @Override
            public ParameterVector kept() {
                return shares.kept();
            }

            @Override
            public ParameterVector sent(int position) {
                return Bfloat16.rounded(shares.sent(position));
            }
        };
    }

    /// How many bytes the values take that go to these positions of an audience. Where that depends on the
    /// values, they are compressed to learn it, wherever their receivers are, so that a run counts the same on
    /// any number of machines.
    ///
    /// @param length the number of values of a model
    public long bytes(Shares shares, int[] positions, int length) {
        if (!compressed) {
            return (long) positions.length * length * valueBytes;
        }
        long sum = 0;
        long latest = 0;
        @Nullable ParameterVector known = null;
        for (int position : positions) {
            ParameterVector values = shares.sent(position);
            // Often all get the same.
            if (known == null || !values.equals(known)) {
                known = values;
                latest = bytes(values);
            }
            sum += latest;
        }
        return sum;
    }

    private long bytes(ParameterVector values) {
        ByteBuffer target = ByteBuffer.allocate(longestBytes(Math.min(values.length(), PIECE_VALUES)));
        long sum = 0;
        for (int first = 0; first < values.length(); first += PIECE_VALUES) {
            sum += write(values, first, Math.min(PIECE_VALUES, values.length() - first), target.clear());
        }
        return sum;
    }

    /// How many bytes `length` values take at most.
    public int longestBytes(int length) {
        int plain = Math.multiplyExact(length, valueBytes);
        return compressed ? BytePlanes.longestBytes(plain) : plain;
    }

    /// How many bytes a whole model of `length` values takes at most; exactly so many unless it is compressed.
    public long mostBytes(int length) {
        long last = length % PIECE_VALUES == 0 ? 0 : longestBytes(length % PIECE_VALUES);
        return (long) (length / PIECE_VALUES) * longestBytes(PIECE_VALUES) + last;
    }

    /// Whether the number of bytes depends on the values.
    public boolean compressed() {
        return compressed;
    }

    /// How many bytes `length` values take at least.
    public int shortestBytes(int length) {
        return compressed ? 1 : longestBytes(length);
    }

    /// Writes `length` values from position `first` on to the position of `target`, an array of little-endian numbers.
    ///
    /// @return how many bytes were written
    public int write(ParameterVector values, int first, int length, ByteBuffer target) {
        int start = target.position();
        if (compressed) {
            byte[] plain = new byte[length * valueBytes];
            writePlain(values, first, length, littleEndian(plain));
            BytePlanes.compress(plain, valueBytes, target);
        } else {
            writePlain(values, first, length, target);
        }
        return target.position() - start;
    }

    private void writePlain(ParameterVector values, int first, int length, ByteBuffer target) {
        if (valueBytes == Float.BYTES) {
            values.copyTo(target.asFloatBuffer(), first, length);
            target.position(target.position() + length * Float.BYTES);
            return;
        }
        for (int i = first; i < first + length; i++) {
            target.putShort(Bfloat16.bits(values.at(i)));
        }
    }

    /// Reads `length` values from all that remains of `source`, an array of little-endian numbers, into `target` from
    /// position `first` on. However much the bytes promise, no more memory is taken than a few times what `length`
    /// values need.
    ///
    /// @throws DataFormatException saying what is wrong
    public void read(ByteBuffer source, float[] target, int first, int length) throws DataFormatException {
        ByteBuffer plain = compressed
                ? littleEndian(BytePlanes.decompress(source, Math.multiplyExact(length, valueBytes), valueBytes))
                : source;
        if (valueBytes == Float.BYTES) {
            plain.asFloatBuffer().get(target, first, length);
            return;
        }
        for (int i = first; i < first + length; i++) {
            target[i] = Bfloat16.value(plain.getShort());
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
