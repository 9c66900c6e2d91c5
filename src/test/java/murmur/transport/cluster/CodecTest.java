package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import murmur.math.Bfloat16;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.topology.Step;
import murmur.transport.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private static final int LENGTH = 5;
    private static final int FUZZED = 100_000;
    private final Codec codec = new Codec(LENGTH, Encoding.RAW);

    static List<Frame> frames() {
        return List.of(
                new Frame.Model(3, 70_000, new Step(7, 2), 5, model()),
                new Frame.Hello(1, "graph=ring\nseed=ä90"),
                new Frame.Progress(2, 1_000_000),
                new Frame.Failure(0, ""),
                new Frame.Done(4),
                new Frame.End(0),
                new Frame.Standing(2, 58, List.of(Frame.Standing.HERE, 17, Frame.Standing.LOST)),
                new Frame.Dismissed(1),
                new Frame.Halt(1, 13),
                new Frame.Leaving(2, 14));
    }

    private static ParameterVector model() {
        return ParameterVector.of(1, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 3.1f);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameIsReadAsItWasWritten(Frame frame) throws BadFrame {
        byte[] bytes = codec.encode(frame, 0);
        assertThat(read(codec, bytes, 0, bytes.length)).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameMayStandInTheMiddleOfABuffer(Frame frame) throws BadFrame {
        byte[] bytes = codec.encode(frame, 0);
        byte[] buffer = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, buffer, 13, bytes.length);
        assertThat(read(codec, buffer, 13, bytes.length)).isEqualTo(frame);
    }

    @Test
    void theBytesAreThoseTheFormatPromises() {
        byte[] bytes = codec.encode(new Frame.Model(3, 70_000, new Step(7, 2), 5, model()), 0);
        assertThat(bytes).hasSize(40 + 4 * LENGTH).startsWith('M', 'U', 3, 0, 3, 0, 0, 0, 0x70, 0x11, 1, 0, 7, 0, 0, 0);
        assertThat(Arrays.copyOfRange(bytes, 16, 36))
                .containsExactly(2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0);
        assertThat(Arrays.copyOfRange(bytes, 40, 48)).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80);
    }

    @ParameterizedTest
    @EnumSource
    void everyEncodingBringsBackWhatItPromises(Encoding encoding) throws BadFrame {
        Codec its = new Codec(LENGTH, encoding);
        Frame.Model sent = new Frame.Model(3, 70_000, new Step(7, 2), 5, model());
        byte[] bytes = its.encode(sent, 0);
        boolean exact = encoding == Encoding.RAW || encoding == Encoding.ZSTD;
        ParameterVector arrived = exact ? model() : Bfloat16.rounded(model());
        assertThat(read(its, bytes, 0, bytes.length)).isEqualTo(new Frame.Model(3, 70_000, new Step(7, 2), 5, arrived));
        assertThat(bytes[24]).isEqualTo((byte) encoding.number());
    }

    @ParameterizedTest
    @EnumSource
    void aLargeModelTravelsInPiecesThatComeInTheirOrder(Encoding encoding) throws BadFrame {
        int length = 2 * Encoding.PIECE_VALUES + 3;
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i % 251;
        }
        Frame.Model sent = new Frame.Model(3, 4, new Step(7, 2), 5, ParameterVector.owning(values));
        Frame.Model other = new Frame.Model(8, 4, new Step(7, 2), 5, ParameterVector.owning(values));
        Codec large = new Codec(length, encoding);
        Assembly assembly = new Assembly(large);
        assertThat(large.pieces(sent)).isEqualTo(3);
        for (int piece = 0; piece < 2; piece++) {
            assertThat(assembly.add(read(large, sent, piece))).isEmpty();
            assertThat(assembly.add(read(large, other, piece))).isEmpty();
        }
        assertThat(assembly.add(read(large, sent, 2))).contains(sent);
        assertThat(assembly.add(read(large, other, 2))).contains(other);
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> assembly.add(read(large, sent, 2)))
                .withMessage("bad frame: what comes before value 262144 of the model of node 3 for node 4 is missing");
    }

    @Test
    void aModelForAnotherNodeOfAMachineIsNotSentTwice() throws BadFrame {
        Assembly assembly = new Assembly(codec);
        Frame.Model sent = new Frame.Model(3, 4, new Step(7, 2), 5, model());
        Frame.Model again = new Frame.Model(3, 9, new Step(7, 2), 5, model(), true);
        assertThat(codec.encode(again, 0)).hasSize(40);
        assertThat(assembly.add(read(codec, sent, 0))).contains(sent);
        assertThat(assembly.add(read(codec, again, 0))).contains(new Frame.Model(3, 9, new Step(7, 2), 5, model()));
        for (Frame stray : List.of(
                new Frame.Model(4, 9, new Step(7, 2), 5, model(), true),
                new Frame.Model(3, 9, new Step(7, 3), 5, model(), true))) {
            assertThatExceptionOfType(BadFrame.class)
                    .isThrownBy(() -> assembly.add(read(codec, stray, 0)))
                    .withMessage("bad frame: what comes before the repetition of the model of node " + stray.from()
                            + " for node 9 is missing");
        }
    }

    /// What bytes say that are all of a frame.
    private static Frame read(Codec codec, byte[] bytes, int from, int length) throws BadFrame {
        return new Assembly(codec).add(codec.decode(bytes, from, length)).orElseThrow();
    }

    private static Piece read(Codec codec, Frame frame, int piece) throws BadFrame {
        byte[] bytes = codec.encode(frame, piece);
        assertThat(bytes).hasSizeLessThanOrEqualTo(codec.longestBytes());
        return codec.decode(bytes, 0, bytes.length);
    }

    /// A quarter of a million zeros take a few bytes; whoever sends them gets no more memory than a model.
    @Test
    void whatIsCompressedCannotBecomeLargerThanAModel() {
        Codec small = new Codec(1000, Encoding.ZSTD);
        byte[] bomb = new Codec(Encoding.PIECE_VALUES, Encoding.ZSTD)
                .encode(
                        new Frame.Model(
                                0, 1, new Step(0, 0), 1, ParameterVector.owning(new float[Encoding.PIECE_VALUES])),
                        0);
        byte[] cut = signed(withLength(Arrays.copyOf(bomb, 60)));
        for (byte[] frame : List.of(bomb, cut)) {
            long before = allocated();
            assertThatExceptionOfType(BadFrame.class).isThrownBy(() -> read(small, frame, 0, frame.length));
            assertThat(allocated() - before).isLessThan(1_000_000);
        }
        byte[] six = new Codec(6, Encoding.ZSTD).encode(six(), 0);
        assertRefused(new Codec(5, Encoding.ZSTD), six, "its values cannot be decompressed: ");
        assertRefused(new Codec(7, Encoding.ZSTD), six, "its values become 24 bytes, not 28");
    }

    private static byte[] withLength(byte[] frame) {
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(32, frame.length - 40);
        return frame;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aLongTextIsCutBetweenCharacters() throws BadFrame {
        byte[] bytes = codec.encode(new Frame.Failure(0, "x" + "ä".repeat(5000)), 0);
        assertThat(bytes).hasSizeLessThanOrEqualTo(40 + Codec.LONGEST_TEXT_BYTES);
        assertThat(read(codec, bytes, 0, bytes.length)).isEqualTo(new Frame.Failure(0, "x" + "ä".repeat(2047)));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused(new byte[] {1, 2}, "it has 2 bytes, a header has 40");
        assertRefused(new byte[10_000], "it has 10000 bytes, the longest frame has 4136");
        assertRefused(changed(0, 'X'), "it does not begin with MU");
        assertRefused(changed(2, 9), "it is of version 9, not 3");
        assertRefused(changed(3, 77), "there is no kind 77");
        assertRefused(changed(32, 4), "its header announces 4 bytes, 20 follow");
        assertRefused(changed(5, 4), "its checksum is wrong");
        assertRefused(changed(44, 4), "its checksum is wrong");
        assertRefused(changed(24, 1), "its encoding is 1, not 0");
        assertRefused(changed(28, 3), "no piece begins at value 3");
        assertRefused(changed(3, 4), "it has 20 bytes too many");
        assertRefused(
                new Codec(6, Encoding.RAW).encode(six(), 0), "its values have 24 bytes, those of this run have 20");
        assertRefused(signed(changed(7, 0x80)), "its sender has the number -2147483645");
        assertRefused(signed(changed(15, 0xff)), "the iteration is -16777209");
    }

    private static Frame six() {
        return new Frame.Model(0, 1, new Step(0, 0), 1, ParameterVector.of(1, 2, 3, 4, 5, 6));
    }

    private byte[] bytes() {
        return codec.encode(new Frame.Model(3, 70_000, new Step(7, 2), 5, model()), 0);
    }

    private byte[] changed(int position, int value) {
        byte[] bytes = bytes();
        bytes[position] = (byte) value;
        return bytes;
    }

    /// With the checksum an attacker would give it.
    private static byte[] signed(byte[] frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame, 0, 36);
        checksum.update(frame, 40, frame.length - 40);
        for (int i = 0; i < 4; i++) {
            frame[36 + i] = (byte) (checksum.getValue() >>> (8 * i));
        }
        return frame;
    }

    private void assertRefused(byte[] bytes, String why) {
        assertRefused(codec, bytes, why);
    }

    private static void assertRefused(Codec by, byte[] bytes, String why) {
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> read(by, bytes, 0, bytes.length))
                .withMessageStartingWith("bad frame: " + why);
    }

    /// Random bytes, and frames with bytes changed, cut off, added or repeated; half of them with a right checksum, so
    /// that the rules behind it are reached. A frame that is read must be what its bytes say.
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void nonsenseIsAlwaysRefusedAndNamed(Encoding encoding) {
        Codec fuzzed = new Codec(LENGTH, encoding);
        NumpyRandom random = new Seed(6).derive("fuzz").generator();
        int refused = 0;
        for (int i = 0; i < FUZZED; i++) {
            byte[] bytes = i % 4 == 0 ? noise(random) : mutated(fuzzed, random);
            if (random.nextBoolean() && bytes.length >= 40) {
                signed(bytes);
            }
            try {
                assertMeans(fuzzed, read(fuzzed, bytes, 0, bytes.length), bytes.length);
            } catch (BadFrame bad) {
                assertThat(bad).hasMessageMatching("bad frame: (it|its|no|the|there) .+");
                refused++;
            }
        }
        assertThat(refused).isBetween(FUZZED / 2, FUZZED - FUZZED / 100);
    }

    /// A frame that is written again says the same, in no more bytes unless they are compressed.
    private static void assertMeans(Codec codec, Frame frame, int length) throws BadFrame {
        byte[] again = codec.encode(frame, 0);
        assertThat(again).hasSizeLessThanOrEqualTo(Math.max(length, 40 + Encoding.ZSTD.longestBytes(LENGTH)));
        assertThat(read(codec, again, 0, again.length)).isEqualTo(frame);
    }

    private static byte[] noise(NumpyRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (bytes.length > 3 && random.nextBoolean()) {
            System.arraycopy(new byte[] {'M', 'U', 2}, 0, bytes, 0, 3);
        }
        return bytes;
    }

    private static byte[] mutated(Codec codec, NumpyRandom random) {
        List<Frame> frames = frames();
        byte[] bytes = codec.encode(frames.get(random.nextInt(frames.size())), 0);
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(5000));
            default -> bytes;
        };
    }
}
