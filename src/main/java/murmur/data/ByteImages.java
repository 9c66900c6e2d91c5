package murmur.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import murmur.BadInput;

/// Labelled images kept as they lie in their files, one byte per pixel, with the float32 value of every byte in
/// a table.
///
/// There is one copy per process, so its memory does not depend on the number of nodes: CIFAR-10 takes 184 MB as
/// bytes, and would take 737 MB as floats.
public final class ByteImages implements Dataset {
    private static final int BYTE_VALUES = 256;

    private final List<Integer> shape;
    private final int classes;
    private final byte[] pixels;
    private final byte[] labels;
    private final float[] values;
    private final int pixelsPerImage;

    /// @param shape channels, height and width
    /// @param classes at most 256
    /// @param pixels image after image, row-major; kept, not copied
    /// @param labels one unsigned byte per image; kept, not copied
    /// @param values what bytes 0 … 255 stand for
    public ByteImages(List<Integer> shape, int classes, byte[] pixels, byte[] labels, float[] values) {
        BadInput.unless(classes >= 1 && classes <= BYTE_VALUES, "classes", "be between 1 and 256", classes);
        BadInput.unless(values.length == BYTE_VALUES, "values", "hold one float per byte, 256", values.length);
        BadInput.unless(shape.stream().allMatch(side -> side >= 1), "shape", "have sides of at least 1", shape);
        BadInput.unless(labels.length >= 1, "images", "number at least 1", labels.length);
        this.shape = List.copyOf(shape);
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
        this.values = values.clone();
        this.pixelsPerImage = shape.stream().reduce(1, Math::multiplyExact);
        BadInput.unless(
                pixels.length == (long) pixelsPerImage * labels.length,
                "pixels",
                "number " + pixelsPerImage + " for each of " + labels.length + " labels",
                pixels.length);
        for (int index = 0; index < labels.length; index++) {
            BadInput.unless(
                    label(index) < classes,
                    "the label of image " + index,
                    "be between 0 and " + (classes - 1),
                    label(index));
        }
    }

    /// All images of `parts`, one part after the other.
    static ByteImages joined(List<ByteImages> parts) {
        ByteImages first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int images = parts.stream().mapToInt(ByteImages::size).reduce(0, Math::addExact);
        byte[] pixels = new byte[Math.multiplyExact(images, first.pixelsPerImage)];
        byte[] labels = new byte[images];
        int start = 0;
        for (ByteImages part : parts) {
            if (!part.shape.equals(first.shape) || !Arrays.equals(part.values, first.values)) {
                throw new IllegalStateException("images of different kinds cannot be joined");
            }
            System.arraycopy(part.pixels, 0, pixels, start * first.pixelsPerImage, part.pixels.length);
            System.arraycopy(part.labels, 0, labels, start, part.labels.length);
            start += part.size();
        }
        return new ByteImages(first.shape, first.classes, pixels, labels, first.values);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return Byte.toUnsignedInt(labels[index]);
    }

    @Override
    public void read(int index, float[] target, int offset) {
        Objects.checkIndex(index, labels.length);
        Objects.checkFromIndexSize(offset, pixelsPerImage, target.length);
        int start = index * pixelsPerImage;
        for (int pixel = 0; pixel < pixelsPerImage; pixel++) {
            target[offset + pixel] = values[pixels[start + pixel] & 0xff];
        }
    }

    @Override
    public String sha256() {
        return Sha256.of(labels, pixels);
    }
}
