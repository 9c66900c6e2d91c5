package murmur.transport.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import murmur.math.ParameterVector;
import murmur.topology.Step;

/// Frames as bytes: a header of 32 bytes, and what it announces. All numbers are little-endian.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 2 | `MU` |
/// | 2 | 1 | version of this format, 1 |
/// | 3 | 1 | kind of frame |
/// | 4 | 4 | from: a node for a model, else a machine |
/// | 8 | 4 | to: a node for a model, else 0 |
/// | 12 | 4 | iteration |
/// | 16 | 4 | mixing step |
/// | 20 | 4 | degree |
/// | 24 | 4 | length of what follows the header, in bytes |
/// | 28 | 4 | CRC-32C of all other bytes of the frame |
///
/// Behind the header stand raw float32 values, text in UTF-8, or whole numbers of 4 bytes. Nothing is ever made of a
/// frame that is not whole, of this version, and no longer than the longest one a run can need, so that whoever sends
/// nonsense gets no memory.
public final class Codec {
    static final int HEADER_BYTES = 32;

    /// Of a text; longer ones are cut when they are sent.
    static final int LONGEST_TEXT_BYTES = 4096;

    private static final int VERSION = 1;
    private static final short MAGIC = 'M' | 'U' << 8;
    private static final int LENGTH_AT = 24;
    private static final int CHECKSUM_AT = 28;

    private final int modelLength;

    private enum Kind {
        MODEL(0),
        HELLO(1),
        PROGRESS(2),
        FAILURE(3),
        DONE(4),
        END(5),
        STANDING(6),
        DISMISSED(7),
        HALT(8),
        LEAVING(9);

        private final byte number;

        Kind(int number) {
            this.number = (byte) number;
        }

        static Optional<Kind> of(byte number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }
    }

    /// @param modelLength the number of values of every model of the run
    public Codec(int modelLength) {
        this.modelLength = modelLength;
    }

    /// The length of the longest frame.
    public int longestBytes() {
        return HEADER_BYTES + Math.max(Math.multiplyExact(modelLength, Float.BYTES), LONGEST_TEXT_BYTES);
    }

    public byte[] encode(Frame frame) {
        return switch (frame) {
            case Frame.Model model -> model(model);
            case Frame.Hello hello -> text(Kind.HELLO, hello.from(), hello.experiment());
            case Frame.Progress progress ->
                sealed(header(Kind.PROGRESS, progress.from(), 0).putInt(12, progress.iterations()));
            case Frame.Failure failure -> text(Kind.FAILURE, failure.from(), failure.message());
            case Frame.Done done -> sealed(header(Kind.DONE, done.from(), 0));
            case Frame.End end -> sealed(header(Kind.END, end.from(), 0));
            case Frame.Standing standing -> standing(standing);
            case Frame.Dismissed dismissed -> sealed(header(Kind.DISMISSED, dismissed.from(), 0));
            case Frame.Halt halt -> sealed(header(Kind.HALT, halt.from(), 0).putInt(12, halt.iterations()));
            case Frame.Leaving leaving ->
                sealed(header(Kind.LEAVING, leaving.from(), 0).putInt(12, leaving.savedAfter()));
        };
    }

    private static byte[] model(Frame.Model model) {
        ParameterVector values = model.values();
        ByteBuffer bytes = header(Kind.MODEL, model.from(), Math.toIntExact(values.sizeBytes()));
        bytes.putInt(8, model.to())
                .putInt(12, model.step().iteration())
                .putInt(16, model.step().mixing())
                .putInt(20, model.degree());
        values.copyTo(bytes.position(HEADER_BYTES).asFloatBuffer());
        return sealed(bytes);
    }

    private static byte[] text(Kind kind, int from, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_TEXT_BYTES);
        // Not in the middle of a character.
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        return sealed(header(kind, from, length).put(HEADER_BYTES, bytes, 0, length));
    }

    private static byte[] standing(Frame.Standing standing) {
        ByteBuffer bytes =
                header(Kind.STANDING, standing.from(), standing.machines().size() * Integer.BYTES);
        bytes.putInt(12, standing.begun()).position(HEADER_BYTES);
        standing.machines().forEach(bytes::putInt);
        return sealed(bytes);
    }

    private static ByteBuffer header(Kind kind, int from, int length) {
        return ByteBuffer.allocate(HEADER_BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, MAGIC)
                .put(2, (byte) VERSION)
                .put(3, kind.number)
                .putInt(4, from)
                .putInt(LENGTH_AT, length);
    }

    @SuppressWarnings("ByteBufferBackingArray") // Made by allocate in header, the only maker of frames.
    private static byte[] sealed(ByteBuffer frame) {
        frame.putInt(CHECKSUM_AT, checksum(frame.clear()));
        return frame.array();
    }

    private static int checksum(ByteBuffer frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame.slice(0, CHECKSUM_AT));
        checksum.update(frame.slice(HEADER_BYTES, frame.capacity() - HEADER_BYTES));
        return (int) checksum.getValue();
    }

    /// The frame in `length` bytes from position `from` on.
    ///
    /// @throws BadFrame naming the first rule the bytes break
    public Frame decode(byte[] bytes, int from, int length) throws BadFrame {
        ByteBuffer frame = ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        Kind kind = checked(frame);
        require(frame.getInt(CHECKSUM_AT) == checksum(frame), "its checksum is wrong, so it was changed on its way");
        int sender = frame.getInt(4);
        require(sender >= 0, "its sender has the number " + sender);
        return switch (kind) {
            case MODEL -> model(frame, sender);
            case HELLO -> new Frame.Hello(sender, text(frame));
            case PROGRESS -> new Frame.Progress(sender, notNegative(frame, 12, "the number of iterations"));
            case FAILURE -> new Frame.Failure(sender, text(frame));
            case DONE -> new Frame.Done(sender);
            case END -> new Frame.End(sender);
            case STANDING -> standing(frame, sender);
            case DISMISSED -> new Frame.Dismissed(sender);
            case HALT -> new Frame.Halt(sender, notNegative(frame, 12, "the number of iterations"));
            case LEAVING -> new Frame.Leaving(sender, notNegative(frame, 12, "the number of iterations"));
        };
    }

    /// Checks everything about the size before anything is read that the size may promise.
    private Kind checked(ByteBuffer frame) throws BadFrame {
        int length = frame.capacity();
        require(length >= HEADER_BYTES, "it has " + length + " bytes, a header has " + HEADER_BYTES);
        require(length <= longestBytes(), "it has " + length + " bytes, the longest frame has " + longestBytes());
        require(frame.getShort(0) == MAGIC, "it does not begin with MU");
        require(frame.get(2) == VERSION, "it is of version " + (frame.get(2) & 0xff) + ", not " + VERSION);
        Kind kind = Kind.of(frame.get(3)).orElseThrow(() -> bad("there is no kind " + (frame.get(3) & 0xff)));
        int content = frame.getInt(LENGTH_AT);
        require(
                content == length - HEADER_BYTES,
                "its header announces " + content + " bytes, " + (length - HEADER_BYTES) + " follow");
        checkContent(kind, content);
        return kind;
    }

    private void checkContent(Kind kind, int bytes) throws BadFrame {
        switch (kind) {
            case MODEL ->
                require(
                        bytes == modelLength * Float.BYTES,
                        "its model has " + bytes + " bytes, those of this run have " + modelLength * Float.BYTES);
            case HELLO, FAILURE ->
                require(bytes <= LONGEST_TEXT_BYTES, "its text has " + bytes + " bytes, at most " + LONGEST_TEXT_BYTES);
            case STANDING ->
                require(
                        bytes % Integer.BYTES == 0 && bytes <= LONGEST_TEXT_BYTES,
                        "its machines have " + bytes + " bytes, not a multiple of 4 up to " + LONGEST_TEXT_BYTES);
            case PROGRESS, DONE, END, DISMISSED, HALT, LEAVING ->
                require(bytes == 0, "it has " + bytes + " bytes too many");
        }
    }

    private Frame.Model model(ByteBuffer frame, int from) throws BadFrame {
        int to = notNegative(frame, 8, "the receiver");
        Step step = new Step(notNegative(frame, 12, "the iteration"), notNegative(frame, 16, "the mixing step"));
        int degree = notNegative(frame, 20, "the degree");
        float[] values = new float[modelLength];
        frame.position(HEADER_BYTES).asFloatBuffer().get(values);
        return new Frame.Model(from, to, step, degree, ParameterVector.owning(values));
    }

    private static Frame.Standing standing(ByteBuffer frame, int from) throws BadFrame {
        int begun = notNegative(frame, 12, "the number of iterations");
        int[] machines = new int[(frame.capacity() - HEADER_BYTES) / Integer.BYTES];
        frame.position(HEADER_BYTES).asIntBuffer().get(machines);
        return new Frame.Standing(from, begun, Arrays.stream(machines).boxed().toList());
    }

    private static int notNegative(ByteBuffer frame, int at, String what) throws BadFrame {
        int number = frame.getInt(at);
        require(number >= 0, what + " is " + number);
        return number;
    }

    private static String text(ByteBuffer frame) throws BadFrame {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(frame.position(HEADER_BYTES));
            return text.toString();
        } catch (CharacterCodingException malformed) {
            throw bad("its text is not UTF-8");
        }
    }

    private static void require(boolean holds, String otherwise) throws BadFrame {
        if (!holds) {
            throw bad(otherwise);
        }
    }

    private static BadFrame bad(String rule) {
        return new BadFrame("bad frame: " + rule);
    }
}
