package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.Test;

final class ByteImagesTest {
    private static final byte[] PIXELS = {0, 1, (byte) 128, (byte) 255};

    private static float[] doubled() {
        float[] values = new float[256];
        for (int value = 0; value < 256; value++) {
            values[value] = 2 * value;
        }
        return values;
    }

    @Test
    void bytesAreUnsignedAndLookedUp() {
        ByteImages images = new ByteImages(List.of(1, 1, 2), 256, PIXELS, new byte[] {3, (byte) 200}, doubled());
        float[] target = new float[4];

        images.read(1, target, 1);

        assertThat(target).containsExactly(0, 256, 510, 0);
        assertThat(images.label(1)).isEqualTo(200);
        assertThat(images.size()).isEqualTo(2);
    }

    @Test
    void imagesThatDoNotExistAndTargetsTooSmallAreRefused() {
        ByteImages images = new ByteImages(List.of(1, 1, 2), 2, PIXELS, new byte[] {0, 1}, doubled());

        assertThatThrownBy(() -> images.read(2, new float[2], 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> images.read(0, new float[2], 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void labelsBeyondTheClassesAreRefused() {
        assertThatThrownBy(() -> new ByteImages(List.of(1, 1, 2), 2, PIXELS, new byte[] {0, 2}, doubled()))
                .isInstanceOf(BadInput.class)
                .hasMessage("the label of image 1 must be between 0 and 1, was 2");
    }

    @Test
    void pixelsMustFitShapeAndLabels() {
        assertThatThrownBy(() -> new ByteImages(List.of(1, 1, 3), 2, PIXELS, new byte[] {0, 1}, doubled()))
                .hasMessage("pixels must number 3 for each of 2 labels, was 4");
        assertThatThrownBy(() -> new ByteImages(List.of(1, 1, 2), 2, new byte[0], new byte[0], doubled()))
                .hasMessage("images must number at least 1, was 0");
    }
}
