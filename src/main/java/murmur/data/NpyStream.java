package murmur.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;

/// A NumPy array in `.npy` format (NumPy Enhancement Proposal 1), read value by value: of numbers or truth
/// values, in C order.
final class NpyStream {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([fiub])([1248])'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");

    private final DataInputStream input;
    private final List<Integer> shape;
    private final char kind;
    private final int width;
    private final ByteOrder order;

    /// @throws BadInput if it is no such array
    NpyStream(InputStream stream) throws IOException {
        input = new DataInputStream(stream);
        String header = header();
        Matcher type = TYPE.matcher(header);
        Matcher sides = SHAPE.matcher(header);
        if (!type.find() || !sides.find() || header.contains("'fortran_order': True")) {
            throw BadInput.must("an array", "hold numbers in C order", header.strip());
        }
        kind = type.group(2).charAt(0);
        width = Integer.parseInt(type.group(3));
        BadInput.unless(kind != 'f' || width >= 4, "an array of floats", "have 4 or 8 bytes per value", width);
        order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        shape = Pattern.compile("\\d+")
                .matcher(sides.group(1))
                .results()
                .map(side -> Integer.valueOf(side.group()))
                .toList();
    }

    private String header() throws IOException {
        byte[] magic = input.readNBytes(MAGIC.length + 2);
        boolean array =
                magic.length == MAGIC.length + 2 && Arrays.equals(magic, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        BadInput.unless(array, "an array", "begin with NumPy's magic", Arrays.toString(magic));
        int length = magic[MAGIC.length] == 1
                ? Short.toUnsignedInt(Short.reverseBytes(input.readShort()))
                : Integer.reverseBytes(input.readInt());
        BadInput.unless(length > 0 && length <= LONGEST_HEADER, "the length of the header", "be at most 65536", length);
        byte[] text = new byte[length];
        input.readFully(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    List<Integer> shape() {
        return shape;
    }

    /// Whether values are single unsigned bytes, as those of pictures are.
    boolean bytes() {
        return kind == 'u' && width == 1;
    }

    /// Reads the next values.
    ///
    /// @throws java.io.EOFException if there are fewer
    void read(double[] target) throws IOException {
        byte[] bytes = new byte[target.length * width];
        input.readFully(bytes);
        ByteBuffer values = ByteBuffer.wrap(bytes).order(order);
        for (int i = 0; i < target.length; i++) {
            target[i] = value(values);
        }
    }

    private double value(ByteBuffer values) {
        if (kind == 'f') {
            return width == 4 ? values.getFloat() : values.getDouble();
        }
        boolean signed = kind == 'i';
        return switch (width) {
            case 1 -> signed ? values.get() : Byte.toUnsignedInt(values.get());
            case 2 -> signed ? values.getShort() : Short.toUnsignedInt(values.getShort());
            case 4 -> signed ? values.getInt() : Integer.toUnsignedLong(values.getInt());
            default -> values.getLong();
        };
    }
}
