package murmur.math;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;
import murmur.WholeFile;

/// One-dimensional float32 arrays in NumPy's `.npy` format 1.0 (NumPy Enhancement Proposal 1), little-endian.
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d+),\\)");

    private NpyFile() {}

    public static void write(Path file, ParameterVector vector) throws IOException {
        byte[] header = header(vector.length());
        ByteBuffer bytes = ByteBuffer.allocate(header.length + Math.toIntExact(vector.sizeBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header);
        bytes.asFloatBuffer().put(vector.toArray());
        new WholeFile(file).write(bytes.array());
    }

    /// How large the file of so many values is.
    public static long sizeBytes(int length) {
        return header(length).length + (long) Float.BYTES * length;
    }

    public static ParameterVector read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int data =
                bytes.capacity() < MAGIC.length + 2 ? -1 : MAGIC.length + 2 + (bytes.getShort(MAGIC.length) & 0xffff);
        if (data < 0 || data > bytes.capacity() || bytes.mismatch(ByteBuffer.wrap(MAGIC)) < MAGIC.length) {
            throw BadInput.must(file.toString(), "be a .npy file of format 1.0", bytes.capacity() + " other bytes");
        }
        String header =
                new String(bytes.array(), MAGIC.length + 2, data - MAGIC.length - 2, StandardCharsets.ISO_8859_1);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || header.contains("'fortran_order': True") || !shape.find()) {
            throw BadInput.must(file.toString(), "hold one dimension of little-endian float32", header.strip());
        }
        float[] values = new float[(bytes.capacity() - data) / Float.BYTES];
        // Compared before anything is made of the length in the header, which may be absurd.
        String length = shape.group(1);
        if (!length.equals(String.valueOf(values.length)) || (bytes.capacity() - data) % Float.BYTES != 0) {
            throw BadInput.must(
                    file.toString(), "hold " + length + " values", (bytes.capacity() - data) + " bytes of data");
        }
        bytes.position(data);
        bytes.asFloatBuffer().get(values);
        return ParameterVector.owning(values);
    }

    private static byte[] header(int length) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + length + ",), }";
        int unpadded = MAGIC.length + 2 + text.length() + 1;
        String padded = text + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
        ByteBuffer header =
                ByteBuffer.allocate(MAGIC.length + 2 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.ISO_8859_1));
        return header.array();
    }
}
