package murmur.transport.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// What stands before the content of every frame, as [Codec] describes it.
final class Header {
    static final int BYTES = 40;
    static final int VERSION = 3;
    static final short MAGIC = 'M' | 'U' << 8;
    static final int ENCODING_AT = 24;
    static final int FIRST_AT = 28;
    static final int LENGTH_AT = 32;
    static final int CHECKSUM_AT = 36;

    private Header() {}

    /// A new frame with a header, and room for a content of `length` bytes.
    static ByteBuffer write(Kind kind, int from, int length) {
        return write(ByteBuffer.allocate(BYTES + length), kind, from, length);
    }

    static ByteBuffer write(ByteBuffer room, Kind kind, int from, int length) {
        return room.order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, MAGIC)
                .put(2, (byte) VERSION)
                .put(3, kind.number())
                .putInt(4, from)
                .putInt(LENGTH_AT, length);
    }

    /// A frame with its checksum.
    static byte[] sealed(ByteBuffer frame) {
        return array(frame.putInt(CHECKSUM_AT, checksum(frame)));
    }

    @SuppressWarnings("ByteBufferBackingArray") // Made by allocate, for this frame only.
    static byte[] array(ByteBuffer frame) {
        return frame.limit() == frame.capacity() ? frame.array() : Arrays.copyOf(frame.array(), frame.limit());
    }

    static int checksum(ByteBuffer frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame.slice(0, CHECKSUM_AT));
        checksum.update(frame.slice(BYTES, frame.limit() - BYTES));
        return (int) checksum.getValue();
    }
}
