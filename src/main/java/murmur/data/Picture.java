package murmur.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import murmur.BadInput;

/// A picture from a file, its channels one after the other: channel × height × width values 0 … 255.
final class Picture {
    private final int channels;
    private final int height;
    private final int width;
    private final int[] values;

    private Picture(int channels, int height, int width, int[] values) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /// Reads a PNG, JPEG, GIF or BMP file.
    ///
    /// @param channels 3 for red, green and blue, 1 for grey
    /// @throws BadInput naming the file, if it is no picture
    static Picture read(Path file, int channels) {
        BufferedImage image = image(file);
        int width = image.getWidth();
        int pixels = image.getHeight() * width;
        int[] values = new int[channels * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int rgb = rgb(image, pixel % width, pixel / width);
            int[] parts = {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
            for (int channel = 0; channel < channels; channel++) {
                values[channel * pixels + pixel] = channels == 1 ? luma(parts) : parts[channel];
            }
        }
        return new Picture(channels, image.getHeight(), width, values);
    }

    /// Grey values as they are in the file: Java would correct their brightness.
    private static int rgb(BufferedImage image, int x, int y) {
        return isGrey(image) ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
    }

    /// Whether the file holds grey values only: 1 channel then, 3 otherwise.
    static int channels(Path file) {
        return isGrey(image(file)) ? 1 : 3;
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    }

    /// The brightness of red, green and blue after ITU-R 601-2, as in Pillow's conversion to `L`.
    private static int luma(int[] parts) {
        return (parts[0] * 19595 + parts[1] * 38470 + parts[2] * 7471 + 0x8000) >> 16;
    }

    private static BufferedImage image(Path file) {
        BufferedImage image;
        try {
            BadInput.unless(Files.size(file) > 0, file.toString(), "be a picture", "an empty file");
            image = ImageIO.read(file.toFile());
        } catch (IOException | IndexOutOfBoundsException failure) {
            throw new BadInput(file + ": must be a whole picture: " + failure.getMessage(), failure);
        }
        if (image == null) {
            throw BadInput.must(file.toString(), "be a picture (PNG, JPEG, GIF or BMP)", "something else");
        }
        return image;
    }

    /// The picture in another size, as Pillow's `resize` makes it: cubic convolution (Keys, 1981; a = −1/2), widened by
    /// the factor of shrinking, first along rows, then along columns, rounded to bytes after each.
    Picture resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        Cubic across = new Cubic(width, newWidth);
        Cubic down = new Cubic(height, newHeight);
        int[] narrow = new int[channels * height * newWidth];
        for (int row = 0; row < channels * height; row++) {
            across.resample(new Cubic.Line(values, row * width, 1), new Cubic.Line(narrow, row * newWidth, 1));
        }
        int[] result = new int[channels * newHeight * newWidth];
        for (int column = 0; column < channels * newWidth; column++) {
            int channel = column / newWidth;
            int from = channel * height * newWidth + column % newWidth;
            int to = channel * newHeight * newWidth + column % newWidth;
            down.resample(new Cubic.Line(narrow, from, newWidth), new Cubic.Line(result, to, newWidth));
        }
        return new Picture(channels, newHeight, newWidth, result);
    }

    /// Every value by `divisor`, in float32.
    float[] divided(float divisor) {
        float[] divided = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            divided[i] = values[i] / divisor;
        }
        return divided;
    }
}
