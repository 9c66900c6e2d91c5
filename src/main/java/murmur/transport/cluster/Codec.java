package murmur.transport.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import murmur.topology.Step;
import murmur.transport.Encoding;

/// Frames as bytes: a header of 40 bytes, and what it announces. All numbers are little-endian.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 2 | `MU` |
/// | 2 | 1 | version of this format, 3 |
/// | 3 | 1 | kind of frame |
/// | 4 | 4 | from: a node for a model, sent for the first time or again, else a machine |
/// | 8 | 4 | to: a node where from is one, else 0 |
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
    /// Of a text; longer ones are cut when they are sent.
    static final int LONGEST_TEXT_BYTES = 4096;

    private final int modelLength;
    private final Encoding encoding;

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
        return Header.BYTES + Math.max(encoding.longestBytes(pieceLength(0)), LONGEST_TEXT_BYTES);
    }

    /// Into how many pieces a frame is divided.
    public int pieces(Frame frame) {
        return frame instanceof Frame.Model model && !model.repeated()
                ? Math.max(1, Math.ceilDiv(model.values().length(), Encoding.PIECE_VALUES))
                : 1;
    }

    private int pieceLength(int first) {
        return Math.min(Encoding.PIECE_VALUES, modelLength - first);
    }

    /// Whether pieces are as long as their numbers of values say, whatever the values are.
    boolean isPlain() {
        return encoding.shortestBytes(1) == encoding.longestBytes(1);
    }

    /// The length of a piece of a model, if its encoding is plain.
    int plainBytes(Frame.Model model, int piece) {
        return Header.BYTES + encoding.longestBytes(length(model, piece * Encoding.PIECE_VALUES));
    }

    private static int length(Frame.Model model, int first) {
        return Math.min(Encoding.PIECE_VALUES, model.values().length() - first);
    }

    /// Writes a piece of a model to `target` from position `at` on; there must be room for the longest.
    ///
    /// @return how many bytes were written
    int encode(Frame.Model model, int piece, byte[] target, int at) {
        return model(
                        model,
                        piece * Encoding.PIECE_VALUES,
                        ByteBuffer.wrap(target, at, target.length - at).slice())
                .limit();
    }

    /// A frame as bytes, of a model the piece with this number.
    public byte[] encode(Frame frame, int piece) {
        return switch (frame) {
            case Frame.Model model -> model.repeated() ? again(model) : model(model, piece * Encoding.PIECE_VALUES);
            case Frame.Hello hello -> text(Kind.HELLO, hello.from(), hello.experiment());
            case Frame.Progress progress ->
                Header.sealed(Header.write(Kind.PROGRESS, progress.from(), 0).putInt(12, progress.iterations()));
            case Frame.Failure failure -> text(Kind.FAILURE, failure.from(), failure.message());
            case Frame.Done done -> Header.sealed(Header.write(Kind.DONE, done.from(), 0));
            case Frame.End end -> Header.sealed(Header.write(Kind.END, end.from(), 0));
            case Frame.Standing standing -> standing(standing);
            case Frame.Dismissed dismissed -> Header.sealed(Header.write(Kind.DISMISSED, dismissed.from(), 0));
            case Frame.Halt halt ->
                Header.sealed(Header.write(Kind.HALT, halt.from(), 0).putInt(12, halt.iterations()));
            case Frame.Leaving leaving ->
                Header.sealed(Header.write(Kind.LEAVING, leaving.from(), 0).putInt(12, leaving.savedAfter()));
        };
    }

    private byte[] model(Frame.Model model, int first) {
        ByteBuffer room = ByteBuffer.allocate(Header.BYTES + encoding.longestBytes(length(model, first)));
        return Header.array(model(model, first, room));
    }

    /// Writes a piece from the beginning of `bytes`, and sets their limit behind it.
    private ByteBuffer model(Frame.Model model, int first, ByteBuffer bytes) {
        address(Kind.MODEL, model, bytes);
        bytes.putInt(Header.ENCODING_AT, encoding.number());
        bytes.putInt(Header.FIRST_AT, first);
        int written = encoding.write(model.values(), first, length(model, first), bytes.position(Header.BYTES));
        bytes.putInt(Header.LENGTH_AT, written).limit(Header.BYTES + written);
        return bytes.putInt(Header.CHECKSUM_AT, Header.checksum(bytes));
    }

    private static byte[] again(Frame.Model model) {
        return Header.sealed(address(Kind.AGAIN, model, ByteBuffer.allocate(Header.BYTES)));
    }

    /// From whom to whom, and when.
    private static ByteBuffer address(Kind kind, Frame.Model model, ByteBuffer bytes) {
        return Header.write(bytes, kind, model.from(), 0)
                .putInt(8, model.to())
                .putInt(12, model.step().iteration())
                .putInt(16, model.step().mixing())
                .putInt(20, model.degree());
    }

    private static byte[] text(Kind kind, int from, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_TEXT_BYTES);
        // Not in the middle of a character.
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        return Header.sealed(Header.write(kind, from, length).put(Header.BYTES, bytes, 0, length));
    }

    private static byte[] standing(Frame.Standing standing) {
        ByteBuffer bytes =
                Header.write(Kind.STANDING, standing.from(), standing.machines().size() * Integer.BYTES);
        bytes.putInt(12, standing.begun()).position(Header.BYTES);
        standing.machines().forEach(bytes::putInt);
        return Header.sealed(bytes);
    }

    /// What the `length` bytes from position `from` on say.
    ///
    /// @throws BadFrame naming the first rule the bytes break
    public Piece decode(byte[] bytes, int from, int length) throws BadFrame {
        ByteBuffer frame = ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        Kind kind = checked(frame);
        require(
                frame.getInt(Header.CHECKSUM_AT) == Header.checksum(frame),
                "its checksum is wrong, so it was changed on its way");
        int sender = frame.getInt(4);
        require(sender >= 0, "its sender has the number " + sender);
        return switch (kind) {
            case MODEL ->
                new Piece.Part(way(frame, sender), frame.getInt(Header.FIRST_AT), frame.position(Header.BYTES));
            case AGAIN -> new Piece.Again(way(frame, sender));
            case HELLO -> new Piece.Whole(new Frame.Hello(sender, text(frame)));
            case PROGRESS -> new Piece.Whole(new Frame.Progress(sender, iterations(frame)));
            case FAILURE -> new Piece.Whole(new Frame.Failure(sender, text(frame)));
            case DONE -> new Piece.Whole(new Frame.Done(sender));
            case END -> new Piece.Whole(new Frame.End(sender));
            case STANDING -> new Piece.Whole(standing(frame, sender));
            case DISMISSED -> new Piece.Whole(new Frame.Dismissed(sender));
            case HALT -> new Piece.Whole(new Frame.Halt(sender, iterations(frame)));
            case LEAVING -> new Piece.Whole(new Frame.Leaving(sender, iterations(frame)));
        };
    }

    /// Checks everything about the size before anything is read that the size may promise.
    private Kind checked(ByteBuffer frame) throws BadFrame {
        int length = frame.capacity();
        require(length >= Header.BYTES, "it has " + length + " bytes, a header has " + Header.BYTES);
        require(length <= longestBytes(), "it has " + length + " bytes, the longest frame has " + longestBytes());
        require(frame.getShort(0) == Header.MAGIC, "it does not begin with MU");
        require(
                frame.get(2) == Header.VERSION,
                "it is of version " + (frame.get(2) & 0xff) + ", not " + Header.VERSION);
        Kind kind = Kind.of(frame.get(3)).orElseThrow(() -> bad("there is no kind " + (frame.get(3) & 0xff)));
        int content = frame.getInt(Header.LENGTH_AT);
        require(
                content == length - Header.BYTES,
                "its header announces " + content + " bytes, " + (length - Header.BYTES) + " follow");
        checkEncoding(kind, frame.getInt(Header.ENCODING_AT));
        checkFirst(kind, frame.getInt(Header.FIRST_AT));
        checkContent(kind, frame.getInt(Header.FIRST_AT), content);
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
            case PROGRESS, DONE, END, DISMISSED, HALT, LEAVING, AGAIN ->
                require(bytes == 0, "it has " + bytes + " bytes too many");
        }
    }

    private static Piece.Way way(ByteBuffer frame, int from) throws BadFrame {
        int to = notNegative(frame, 8, "the receiver");
        Step step = new Step(notNegative(frame, 12, "the iteration"), notNegative(frame, 16, "the mixing step"));
        return new Piece.Way(from, to, step, notNegative(frame, 20, "the degree"));
    }

    /// Decodes values to their place in a model.
    ///
    /// @return how many they are
    /// @throws BadFrame if they cannot be decoded
    int copy(Piece.Part part, float[] model) throws BadFrame {
        int length = pieceLength(part.first());
        try {
            encoding.read(part.encoded(), model, part.first(), length);
            return length;
        } catch (DataFormatException damaged) {
            throw bad(String.valueOf(damaged.getMessage()));
        }
    }

    private static Frame.Standing standing(ByteBuffer frame, int from) throws BadFrame {
        int begun = iterations(frame);
        int[] machines = new int[(frame.capacity() - Header.BYTES) / Integer.BYTES];
        frame.position(Header.BYTES).asIntBuffer().get(machines);
        return new Frame.Standing(from, begun, Arrays.stream(machines).boxed().toList());
    }

    private static int iterations(ByteBuffer frame) throws BadFrame {
        return notNegative(frame, 12, "the number of iterations");
    }

    private static int notNegative(ByteBuffer frame, int at, String what) throws BadFrame {
        int number = frame.getInt(at);
        require(number >= 0, what + " is " + number);
        return number;
    }

    private static String text(ByteBuffer frame) throws BadFrame {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(frame.position(Header.BYTES));
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
