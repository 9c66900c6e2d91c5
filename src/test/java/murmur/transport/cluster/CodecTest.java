package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private static final int LENGTH = 5;
    private static final int FUZZED = 100_000;
    private final Codec codec = new Codec(LENGTH);

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
        byte[] bytes = codec.encode(frame);
        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameMayStandInTheMiddleOfABuffer(Frame frame) throws BadFrame {
        byte[] bytes = codec.encode(frame);
        byte[] buffer = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, buffer, 13, bytes.length);
        assertThat(codec.decode(buffer, 13, bytes.length)).isEqualTo(frame);
    }

    @Test
    void theBytesAreThoseTheFormatPromises() {
        byte[] bytes = codec.encode(new Frame.Model(3, 70_000, new Step(7, 2), 5, model()));
        assertThat(bytes).hasSize(32 + 4 * LENGTH).startsWith('M', 'U', 1, 0, 3, 0, 0, 0, 0x70, 0x11, 1, 0, 7, 0, 0, 0);
        assertThat(Arrays.copyOfRange(bytes, 16, 28)).containsExactly(2, 0, 0, 0, 5, 0, 0, 0, 20, 0, 0, 0);
        assertThat(Arrays.copyOfRange(bytes, 32, 40)).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80);
    }

    @Test
    void aLongTextIsCutBetweenCharacters() throws BadFrame {
        byte[] bytes = codec.encode(new Frame.Failure(0, "x" + "ä".repeat(5000)));
        assertThat(bytes).hasSizeLessThanOrEqualTo(32 + Codec.LONGEST_TEXT_BYTES);
        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(new Frame.Failure(0, "x" + "ä".repeat(2047)));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused(new byte[] {1, 2}, "it has 2 bytes, a header has 32");
        assertRefused(new byte[10_000], "it has 10000 bytes, the longest frame has 4128");
        assertRefused(changed(0, 'X'), "it does not begin with MU");
        assertRefused(changed(2, 9), "it is of version 9, not 1");
        assertRefused(changed(3, 77), "there is no kind 77");
        assertRefused(changed(24, 4), "its header announces 4 bytes, 20 follow");
        assertRefused(changed(5, 4), "its checksum is wrong");
        assertRefused(changed(40, 4), "its checksum is wrong");
        assertRefused(changed(3, 4), "it has 20 bytes too many");
        assertRefused(new Codec(6).encode(six()), "its model has 24 bytes, those of this run have 20");
        assertRefused(signed(changed(7, 0x80)), "its sender has the number -2147483645");
        assertRefused(signed(changed(15, 0xff)), "the iteration is -16777209");
    }

    private static Frame six() {
        return new Frame.Model(0, 1, new Step(0, 0), 1, ParameterVector.of(1, 2, 3, 4, 5, 6));
    }

    private byte[] bytes() {
        return codec.encode(new Frame.Model(3, 70_000, new Step(7, 2), 5, model()));
    }

    private byte[] changed(int position, int value) {
        byte[] bytes = bytes();
        bytes[position] = (byte) value;
        return bytes;
    }

    /// With the checksum an attacker would give it.
    private static byte[] signed(byte[] frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame, 0, 28);
        checksum.update(frame, 32, frame.length - 32);
        for (int i = 0; i < 4; i++) {
            frame[28 + i] = (byte) (checksum.getValue() >>> (8 * i));
        }
        return frame;
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> codec.decode(bytes, 0, bytes.length))
                .withMessageStartingWith("bad frame: " + why);
    }

    /// Random bytes, and frames with bytes changed, cut off, added or repeated; half of them with a right checksum, so
    /// that the rules behind it are reached. A frame that is read must be what its bytes say.
    @Test
    @Timeout(60)
    void nonsenseIsAlwaysRefusedAndNamed() {
        NumpyRandom random = new Seed(6).derive("fuzz").generator();
        int refused = 0;
        for (int i = 0; i < FUZZED; i++) {
            byte[] bytes = i % 4 == 0 ? noise(random) : mutated(random);
            if (random.nextBoolean() && bytes.length >= 32) {
                signed(bytes);
            }
            try {
                assertThat(codec.encode(codec.decode(bytes, 0, bytes.length))).hasSizeLessThanOrEqualTo(bytes.length);
            } catch (BadFrame bad) {
                assertThat(bad).hasMessageMatching("bad frame: (it|its|the|there) .+");
                refused++;
            }
        }
        assertThat(refused).isBetween(FUZZED / 2, FUZZED - FUZZED / 100);
    }

    private static byte[] noise(NumpyRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (bytes.length > 3 && random.nextBoolean()) {
            System.arraycopy(new byte[] {'M', 'U', 1}, 0, bytes, 0, 3);
        }
        return bytes;
    }

    private byte[] mutated(NumpyRandom random) {
        List<Frame> frames = frames();
        byte[] bytes = codec.encode(frames.get(random.nextInt(frames.size())));
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
