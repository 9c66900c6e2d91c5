package murmur.transport.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.Encoding;

/// Frames as bytes: a header of 40 bytes, and what it announces. All numbers are little-endian.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 2 | `MU` |
/// | 2 | 1 | version of this format, 2 |
/// | 3 | 1 | kind of frame |
/// | 4 | 4 | from: a node for a model, else a machine |
/// | 8 | 4 | to: a node for a model, else 0 |
/// | 12 | 4 | iteration |
/// | 16 | 4 | mixing step |
/// | 20 | 4 | degree |
/// | 24 | 4 | encoding of a model: 0 raw, 1 zstd, 2 bf16, 3 both; else 0 |
/// | 28 | 4 | first of the values of a model that follow; else 0 |
/// | 32 | 4 | length of what follows the header, in bytes |
/// | 36 | 4 | CRC-32C of all other bytes of the frame |
///
/// Behind the header stand text in UTF-8, whole numbers of 4 bytes, or values of a model in the [Encoding] of the run:
/// all
/// of them, or a piece. Nothing is ever made of a frame that is not whole, of this version, and no longer than the
/// longest one a run can need, so that whoever sends nonsense gets no memory.
public final class Codec {
    static final int HEADER_BYTES = 40;

    /// Of a text; longer ones are cut when they are sent.
    static final int LONGEST_TEXT_BYTES = 4096;

    private static final int VERSION = 2;
    private static final short MAGIC = 'M' | 'U' << 8;
    private static final int ENCODING_AT = 24;
    private static final int FIRST_AT = 28;
    private static final int LENGTH_AT = 32;
    private static final int CHECKSUM_AT = 36;

    private final int modelLength;
    private final Encoding encoding;

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
    /// @param encoding of the values
    public Codec(int modelLength, Encoding encoding) {
        this.modelLength = modelLength;
        this.encoding = encoding;
    }

    /// The number of values of every model of the run.
    int modelLength() {
        return modelLength;
    }

    /// The length of the longest frame.
    public int longestBytes() {
        return HEADER_BYTES + Math.max(encoding.longestBytes(pieceLength(0)), LONGEST_TEXT_BYTES);
    }

    /// Into how many pieces a frame is divided.
    public int pieces(Frame frame) {
        return frame instanceof Frame.Model model
                ? Math.max(1, Math.ceilDiv(model.values().length(), Encoding.PIECE_VALUES))
                : 1;
    }

    private int pieceLength(int first) {
        return Math.min(Encoding.PIECE_VALUES, modelLength - first);
    }

    /// A frame as bytes, of a model the piece with this number.
    public byte[] encode(Frame frame, int piece) {
        return switch (frame) {
            case Frame.Model model -> model(model, piece * Encoding.PIECE_VALUES);
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

    private byte[] model(Frame.Model model, int first) {
        ParameterVector values = model.values();
        int length = Math.min(Encoding.PIECE_VALUES, values.length() - first);
        ByteBuffer bytes = header(Kind.MODEL, model.from(), encoding.longestBytes(length));
        bytes.putInt(8, model.to())
                .putInt(12, model.step().iteration())
                .putInt(16, model.step().mixing())
                .putInt(20, model.degree());
        bytes.putInt(ENCODING_AT, encoding.number());
        bytes.putInt(FIRST_AT, first);
        int written = encoding.write(values, first, length, bytes.position(HEADER_BYTES));
        bytes.putInt(LENGTH_AT, written);
        return sealed(bytes.limit(HEADER_BYTES + written));
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
        frame.putInt(CHECKSUM_AT, checksum(frame));
        return frame.limit() == frame.capacity() ? frame.array() : Arrays.copyOf(frame.array(), frame.limit());
    }

    private static int checksum(ByteBuffer frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame.slice(0, CHECKSUM_AT));
        checksum.update(frame.slice(HEADER_BYTES, frame.limit() - HEADER_BYTES));
        return (int) checksum.getValue();
    }

    /// What bytes say.
    ///
    /// @param frame of a model perhaps only with some of its values
    /// @param first the position of the first of them
    public record Piece(Frame frame, int first) {}

    /// What the `length` bytes from position `from` on say.
    ///
    /// @throws BadFrame naming the first rule the bytes break
    public Piece decode(byte[] bytes, int from, int length) throws BadFrame {
        ByteBuffer frame = ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        Kind kind = checked(frame);
        require(frame.getInt(CHECKSUM_AT) == checksum(frame), "its checksum is wrong, so it was changed on its way");
        int sender = frame.getInt(4);
        require(sender >= 0, "its sender has the number " + sender);
        Frame said = switch (kind) {
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
        return new Piece(said, frame.getInt(FIRST_AT));
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
        checkEncoding(kind, frame.getInt(ENCODING_AT));
        checkFirst(kind, frame.getInt(FIRST_AT));
        checkContent(kind, frame.getInt(FIRST_AT), content);
        return kind;
    }

    private void checkEncoding(Kind kind, int number) throws BadFrame {
        int expected = kind == Kind.MODEL ? encoding.number() : 0;
        require(number == expected, "its encoding is " + number + ", not " + expected);
    }

    private void checkFirst(Kind kind, int first) throws BadFrame {
        boolean possible = kind == Kind.MODEL && first > 0 && first < modelLength;
        require(first == 0 || (possible && first % Encoding.PIECE_VALUES == 0), "no piece begins at value " + first);
    }

    private void checkContent(Kind kind, int first, int bytes) throws BadFrame {
        switch (kind) {
            case MODEL -> {
                int least = encoding.shortestBytes(pieceLength(first));
                int most = encoding.longestBytes(pieceLength(first));
                require(
                        bytes >= least && bytes <= most,
                        "its values have " + bytes + " bytes, those of this run have "
                                + (least == most ? most : "at most " + most));
            }
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
        try {
            ParameterVector values = encoding.read(frame.position(HEADER_BYTES), pieceLength(frame.getInt(FIRST_AT)));
            return new Frame.Model(from, to, step, degree, values);
        } catch (DataFormatException damaged) {
            throw bad(String.valueOf(damaged.getMessage()));
        }
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
