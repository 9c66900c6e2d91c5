package murmur.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import murmur.BadInput;

/// An array of unsigned bytes in the IDX format of the MNIST family (LeCun, Cortes and Burges), gzipped or not.
///
/// The file holds two zero bytes, the element type (8 for unsigned bytes), the number of dimensions, every dimension as
/// a big-endian 32-bit number, and then the elements, row-major.
public final class Idx {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final List<Integer> dimensions;
    private final byte[] bytes;

    private Idx(List<Integer> dimensions, byte[] bytes) {
        this.dimensions = dimensions;
        this.bytes = bytes;
    }

    public List<Integer> dimensions() {
        return dimensions;
    }

    /// The elements themselves, not a copy.
    byte[] bytes() {
        return bytes;
    }

    /// Reads `file`, which must have `rank` dimensions.
    ///
    /// @throws BadInput if it is missing, truncated, too long, or of another type or rank
    public static Idx read(Path file, int rank) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file + ": no such file");
        }
        try (InputStream input = decompressed(new BufferedInputStream(Files.newInputStream(file)))) {
            return parse(new DataInputStream(input), rank);
        } catch (EOFException failure) {
            throw new BadInput(
                    file + ": must be a whole file, ends too early, at byte "
                            + file.toFile().length(),
                    failure);
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        } catch (BadInput bad) {
            throw bad.at(file.toString());
        }
    }

    private static InputStream decompressed(BufferedInputStream input) throws IOException {
        input.mark(2);
        int magic = input.read() << 8 | input.read();
        input.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(input, 1 << 16) : input;
    }

    private static Idx parse(DataInputStream input, int rank) throws IOException {
        int magic = input.readInt();
        int expected = UNSIGNED_BYTES << 8 | rank;
        BadInput.unless(
                magic == expected,
                "the first four bytes",
                String.format("be 0x%08x (unsigned bytes in %d dimensions)", expected, rank),
                String.format("0x%08x", magic));
        List<Integer> dimensions = new ArrayList<>();
        long length = 1;
        for (int dimension = 0; dimension < rank; dimension++) {
            int side = input.readInt();
            BadInput.unless(
                    side >= 1, "dimension " + dimension + " (byte " + (4 + 4 * dimension) + ")", "be >= 1", side);
            dimensions.add(side);
            length *= side;
            BadInput.unless(length < Integer.MAX_VALUE, "the number of elements", "be below 2^31", dimensions);
        }
        // One byte more than announced, so that a file too long is found out, and its checksum is compared.
        byte[] bytes = input.readNBytes((int) length + 1);
        BadInput.unless(
                bytes.length == length,
                "the number of bytes after the " + (4 + 4 * rank) + " bytes of the header",
                "be " + length + " for dimensions " + dimensions,
                bytes.length > length ? "more" : bytes.length);
        return new Idx(List.copyOf(dimensions), bytes);
    }
}
