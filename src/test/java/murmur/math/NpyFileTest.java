package murmur.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import murmur.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    /// What `numpy.save` writes for `VALUES`, float32: the data after its header.
    private static final String NUMPY_DATA =
            "00000000" + "00000080" + "0000c03f" + "000050c0" + "01000000" + "0000807f" + "0000c07f" + "cdcccc3d";

    private static final ParameterVector VALUES =
            ParameterVector.of(0f, -0f, 1.5f, -3.25f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN, 0.1f);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void placeFile() {
        file = folder.resolve("model.npy");
    }

    @Test
    void bytesAreThoseOfNumPy() throws IOException {
        NpyFile.write(file, VALUES);
        assertThat(Files.readAllBytes(file)).isEqualTo(numpy(8, NUMPY_DATA));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 89_834, 4_937_729})
    void headersTake128BytesAsThoseOfNumPy(int length) throws IOException {
        NpyFile.write(file, ParameterVector.of(new float[length]));
        byte[] written = Files.readAllBytes(file);
        assertThat(written).hasSize(128 + 4 * length);
        assertThat(Arrays.copyOf(written, 128)).isEqualTo(numpy(length, ""));
    }

    /// The 128 bytes before the data, as NumPy 2.4 writes them, and the data.
    private static byte[] numpy(int length, String data) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + length + ",), }";
        byte[] bytes =
                Arrays.copyOf(HexFormat.of().parseHex("934e554d5059" + "0100" + "7600"), 128 + data.length() / 2);
        Arrays.fill(bytes, 10, 127, (byte) ' ');
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 10, text.length);
        bytes[127] = '\n';
        System.arraycopy(HexFormat.of().parseHex(data), 0, bytes, 128, data.length() / 2);
        return bytes;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        NpyFile.write(file, VALUES);
        assertThat(NpyFile.read(file)).isEqualTo(VALUES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 10, 60, 127})
    void filesThatEndInTheHeaderAreRefused(int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(numpy(8, NUMPY_DATA), bytes));
        assertRefused("be a .npy file of format 1.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 159, 161})
    void tooFewOrTooManyBytesOfDataAreRefused(int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(numpy(8, NUMPY_DATA), bytes));
        assertRefused("hold 8 values");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        byte[] bytes = numpy(8, NUMPY_DATA);
        bytes[1] = 'n';
        Files.write(file, bytes);
        assertRefused("be a .npy file of format 1.0");
    }

    @Test
    void otherVersionsOfTheFormatAreRefused() throws IOException {
        byte[] bytes = numpy(8, NUMPY_DATA);
        bytes[6] = 2;
        Files.write(file, bytes);
        assertRefused("be a .npy file of format 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }",
                "{'descr': '>f4', 'fortran_order': False, 'shape': (8,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (8,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
                "no dictionary",
            })
    void otherArraysAreRefused(String dictionary) throws IOException {
        byte[] bytes = numpy(8, NUMPY_DATA);
        Arrays.fill(bytes, 10, 127, (byte) ' ');
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 10, text.length);
        Files.write(file, bytes);
        assertRefused("hold one dimension of little-endian float32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "2147483647", "1000000000"})
    void absurdLengthsAreRefused(String length) throws IOException {
        byte[] bytes = numpy(8, NUMPY_DATA);
        byte[] text = ("{'descr': '<f4', 'fortran_order': False, 'shape': (" + length + ",), }")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 10, text.length);
        Files.write(file, bytes);
        assertRefused("hold " + length + " values");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> NpyFile.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }
}
