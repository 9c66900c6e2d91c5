package murmur.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.DataFormatException;
import murmur.math.Bfloat16;
import murmur.math.ParameterVector;
import murmur.model.Networks;
import murmur.random.TorchRandom;
import murmur.sharing.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {
    private static final ParameterVector MODEL =
            Networks.leNet(List.of(3, 32, 32), 10).initialize(new TorchRandom(90));

    private static byte[] written(Encoding encoding, ParameterVector values) {
        ByteBuffer target =
                ByteBuffer.allocate(encoding.longestBytes(values.length())).order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[encoding.write(values, 0, values.length(), target)];
        target.get(0, bytes);
        return bytes;
    }

    private static ParameterVector travelled(Encoding encoding, ParameterVector values) throws DataFormatException {
        ByteBuffer source = ByteBuffer.wrap(written(encoding, values)).order(ByteOrder.LITTLE_ENDIAN);
        float[] read = new float[values.length()];
        encoding.read(source, read, 0, read.length);
        return ParameterVector.owning(read);
    }

    /// Ties go to the even neighbour: 1 + 2⁻⁸ lies between 3f80 and 3f81, 1 + 3·2⁻⁸ between 3f81 and 3f82.
    @ParameterizedTest
    @CsvSource({
        "3f800000, 3f80", "3f808000, 3f80", "3f808001, 3f81", "3f818000, 3f82", "3f817fff, 3f81", "80000000, 8000",
        "00000001, 0000", "00008001, 0001", "7f7fffff, 7f80", "ff7f7fff, ff7f", "7f800000, 7f80", "7f800001, 7fc0",
        "bf99999a, bf9a"
    })
    void bfloat16RoundsToTheNearestAndToTheEvenOfTwo(String bits, String rounded) {
        float value = Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16));
        assertThat(Integer.toHexString(Bfloat16.bits(value) & 0xffff))
                .isEqualTo(Integer.toHexString(Integer.parseInt(rounded, 16)));
    }

    @ParameterizedTest
    @EnumSource
    void whatArrivesFromAfarIsWhatArrivesFromNextDoor(Encoding encoding) throws DataFormatException {
        Shares shares = encoding.applyTo(Shares.same(MODEL));
        assertThat(travelled(encoding, shares.sent(0))).isEqualTo(shares.sent(0));
        assertThat(travelled(encoding, MODEL)).isEqualTo(shares.sent(0));
        assertThat(shares.kept()).isSameAs(MODEL);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "ZSTD"})
    void losslessEncodingsBringEveryBitBack(Encoding encoding) throws DataFormatException {
        ParameterVector odd = ParameterVector.of(
                -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN, 1.1f, -3e-39f);
        assertThat(travelled(encoding, odd)).isEqualTo(odd);
        assertThat(travelled(encoding, MODEL)).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @CsvSource({"RAW, 4.0", "ZSTD, 3.5", "BF16, 2.0", "BF16_ZSTD, 1.5"})
    void aModelTakesNoMoreBytesPerValueThan(Encoding encoding, double most) {
        int bytes = written(encoding, MODEL).length;
        assertThat((double) bytes / MODEL.length()).isLessThanOrEqualTo(most);
        assertThat(bytes).isBetween(encoding.shortestBytes(MODEL.length()), encoding.longestBytes(MODEL.length()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCountedIsWhatIsWritten(Encoding encoding) {
        ParameterVector other = ParameterVector.owning(new float[MODEL.length()]);
        Shares shares = new Shares() {
            @Override
            public ParameterVector kept() {
                return MODEL;
            }

            @Override
            public ParameterVector sent(int position) {
                return position == 1 ? other : MODEL;
            }
        };
        long both = (long) written(encoding, MODEL).length + written(encoding, other).length;
        assertThat(encoding.bytes(shares, new int[] {0, 1}, MODEL.length())).isEqualTo(both);
        assertThat(encoding.bytes(shares, new int[] {0, 2}, MODEL.length()))
                .isEqualTo(2L * written(encoding, MODEL).length);
        assertThat(encoding.bytes(shares, new int[0], MODEL.length())).isZero();
    }

    @Test
    void aModelWithoutValuesTravels() throws DataFormatException {
        assertThat(travelled(Encoding.ZSTD, ParameterVector.of())).isEqualTo(ParameterVector.of());
    }
}
