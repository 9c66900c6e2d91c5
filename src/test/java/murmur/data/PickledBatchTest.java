package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import murmur.BadInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PickledBatchTest {
    private static final int PIXELS = 3072;

    /// As Python 2 wrote the batches that Toronto publishes: plain strings, `data` among other keys.
    @Test
    void batchesWrittenByPython2AreRead() throws IOException {
        byte[] pickle = new Pickle(2).batch("u1", 2, PIXELS, "K\7K\1");

        PickledBatch batch = PickledBatch.read(pickle, "batch");

        assertThat(batch.labels()).containsExactly(7, 1);
        assertThat(batch.pixels()).hasSize(2 * PIXELS);
        assertThat(batch.pixels()[300]).isEqualTo((byte) 300);
    }

    @Test
    void functionsOtherThanNumPysAreNeverCalled() {
        byte[] pickle = latin1("cos\nsystem\n(S'true'\ntR.");

        refused(pickle).hasMessageContaining("batch: byte 11: a pickle of images must name nothing but NumPy's");
        refused(pickle).hasMessageContaining("was os.system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ios\nsystem\n.", "(cnumpy\nndarray\no.", "Pid\n.", "cnumpy\nndarray\n)\u0081."})
    void otherWaysToCreateObjectsAreRefused(String pickle) {
        refused(latin1(pickle)).hasMessageContaining("must create nothing but NumPy arrays");
    }

    @Test
    void calledArrayTypesAreRefused() {
        refused(latin1("cnumpy\nndarray\n)R.")).hasMessageContaining("numpy.ndarray must be named, not called");
    }

    @Test
    void otherShapesAndTypesAreRefused() throws IOException {
        refused(new Pickle(2).batch("f4", 2, PIXELS, "K\7K\1")).hasMessageContaining("must be u1 (uint8), was f4");
        refused(new Pickle(2).batch("u1", 3, 2048, "K\7K\1"))
                .hasMessageContaining("the shape of data must be [n, 3072] with n at least 1, was [3, 2048]");
        refused(new Pickle(2).batch("u1", 3, PIXELS, "K\7K\1K\1"))
                .hasMessageContaining("a NumPy array of shape [3, 3072] must hold as many bytes, was 6144");
    }

    @Test
    void otherLabelsAreRefusedWithTheImage() throws IOException {
        refused(new Pickle(2).batch("u1", 2, PIXELS, "K\7"))
                .hasMessageContaining("batch: labels must number as many as images, 2, was 1; fetch the file anew");
        refused(new Pickle(2).batch("u1", 2, PIXELS, "K\7K\12"))
                .hasMessageContaining("batch: the label of image 1 must be between 0 and 9, was 10");
        refused(new Pickle(2).batch("u1", 2, PIXELS, "K\7U\1x"))
                .hasMessageContaining("the label of image 1 must be between 0 and 9, was x");
    }

    @Test
    void missingEntriesAreNamed() {
        refused(latin1("}.")).hasMessageContaining("data must be a NumPy array of uint8, was missing");
        refused(latin1("].")).hasMessageContaining("the pickle must be a dictionary, was ArrayList");
    }

    @Test
    void aPickleCutAnywhereIsRefused() throws IOException {
        byte[] whole = new Pickle(2).batch("u1", 2, PIXELS, "K\7K\1");
        for (int length = 0; length < whole.length; length += length < 200 ? 1 : 97) {
            refused(Arrays.copyOf(whole, length)).hasMessageStartingWith("batch: byte ");
        }
    }

    @Test
    void aLengthBeyondTheFileIsRefusedBeforeMemoryIsTaken() {
        refused(latin1("T\u00ff\u00ff\u00ff\u007fabc."))
                .hasMessageContaining("a length in the pickle must be at most 8, was 2147483647");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] pickle) {
        return assertThatThrownBy(() -> PickledBatch.read(pickle, "batch")).isInstanceOf(BadInput.class);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Writes the opcodes by hand.
    private static final class Pickle {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle(int protocol) {
            out.write(0x80);
            out.write(protocol);
        }

        /// `pixels` is the width the shape tells; two images of 3,072 bytes follow whatever it is.
        byte[] batch(String type, int images, int pixels, String labels) throws IOException {
            text("}(U\4datacnumpy.core.multiarray\n");
            text("_reconstruct\ncnumpy\nndarray\nK\0\u0085U\1b\u0087R");
            text("(K\1");
            shape(images, pixels);
            text("cnumpy\ndtype\nU\2" + type
                    + "K\0K\1\u0087R(K\3U\1|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb");
            text("\u0089T\0\u0018\0\0");
            for (int pixel = 0; pixel < 2 * PIXELS; pixel++) {
                out.write(pixel);
            }
            text("tbU\6labels](" + labels + "eU\13batch_labelU\1xu.");
            return out.toByteArray();
        }

        private void shape(int images, int pixels) throws IOException {
            text("K" + (char) images + "M" + (char) (pixels & 0xff) + (char) (pixels >> 8) + "\u0086");
        }

        private void text(String opcodes) throws IOException {
            out.write(latin1(opcodes));
        }
    }
}
