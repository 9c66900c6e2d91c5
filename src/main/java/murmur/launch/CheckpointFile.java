package murmur.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import murmur.WholeFile;

/// One node's state after an iteration, as a file: `MUCP`, a version, the content, and the CRC-32C of all before it.
///
final class CheckpointFile {
    private static final int MAGIC = 0x4d554350;
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 4;

    private final Label label;
    private final byte[] state;
    private final byte[] results;

    /// What a checkpoint is of.
    ///
    /// @param experiment what must be the same for a run that goes on from it
    record Label(int node, int iterations, String experiment) {}

    /// @param results what had been written down about the node
    CheckpointFile(Label label, byte[] state, byte[] results) {
        this.label = label;
        this.state = state;
        this.results = results;
    }

    Label label() {
        return label;
    }

    InputStream state() {
        return new ByteArrayInputStream(state);
    }

    byte[] results() {
        return results.clone();
    }

    static String name(int node) {
        return node + ".state";
    }

    /// Writes the file so that it is there whole or not at all, whatever happens meanwhile.
    void write(Path folder) {
        new WholeFile(folder.resolve(name(label.node()))).writeThrough(bytes());
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length + results.length + 1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(label.node());
            out.writeInt(label.iterations());
            out.writeUTF(label.experiment());
            out.writeInt(state.length);
            out.write(state);
            out.writeInt(results.length);
            out.write(results);
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException when the file is not one that was written whole
    static CheckpointFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - CHECKSUM_BYTES;
        if (length <= 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            throw new IOException(file + " is damaged: its checksum is wrong");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException(file + " is no checkpoint of this version");
        }
        return new CheckpointFile(new Label(in.readInt(), in.readInt(), in.readUTF()), block(in), block(in));
    }

    private static byte[] block(DataInputStream in) throws IOException {
        byte[] block = new byte[in.readInt()];
        in.readFully(block);
        return block;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
