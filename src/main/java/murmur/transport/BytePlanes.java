package murmur.transport;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/// Numbers compressed with zstd: first the first bytes of all, then the second ones, and so on. Of models the last
/// planes, of exponents, shrink, and the others are passed over quickly.
final class BytePlanes {
    /// Higher levels take longer and gain nothing on models.
    private static final int LEVEL = 1;

    private BytePlanes() {}

    /// The most that so many bytes may become.
    static int longestBytes(int plain) {
        return Math.toIntExact(Zstd.compressBound(plain));
    }

    /// Writes numbers of `width` bytes each from the position of `target`, an array, on.
    static void compress(byte[] plain, int width, ByteBuffer target) {
        byte[] planes = new byte[plain.length];
        int numbers = plain.length / width;
        for (int plane = 0; plane < width; plane++) {
            for (int i = 0; i < numbers; i++) {
                planes[plane * numbers + i] = plain[i * width + plane];
            }
        }
        long written = Zstd.compressByteArray(
                target.array(),
                target.arrayOffset() + target.position(),
                target.remaining(),
                planes,
                0,
                planes.length,
                LEVEL);
        if (Zstd.isError(written)) {
            throw new IllegalStateException("zstd failed: " + Zstd.getErrorName(written));
        }
        target.position(target.position() + Math.toIntExact(written));
    }

    /// Reads numbers of `width` bytes each from all that remains of `source`, an array.
    ///
    /// @param plain how many bytes they must be together; more are never made
    /// @throws DataFormatException if they are not
    static byte[] decompress(ByteBuffer source, int plain, int width) throws DataFormatException {
        byte[] planes = new byte[plain];
        long read = decompress(source, planes);
        if (read != plain) {
            throw new DataFormatException("its values become " + read + " bytes, not " + plain);
        }
        byte[] numbers = new byte[plain];
        int count = plain / width;
        for (int plane = 0; plane < width; plane++) {
            for (int i = 0; i < count; i++) {
                numbers[i * width + plane] = planes[plane * count + i];
            }
        }
        return numbers;
    }

    private static long decompress(ByteBuffer source, byte[] planes) throws DataFormatException {
        int start = source.arrayOffset() + source.position();
        try {
            long read = Zstd.decompressByteArray(planes, 0, planes.length, source.array(), start, source.remaining());
            if (!Zstd.isError(read)) {
                return read;
            }
            throw new ZstdException(read);
        } catch (ZstdException damaged) {
            throw new DataFormatException("its values cannot be decompressed: " + damaged.getMessage());
        }
    }
}
