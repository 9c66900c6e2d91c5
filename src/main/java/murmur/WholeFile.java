package murmur;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// A file that is there whole or not at all: it is written under another name, and then moved into place.
public record WholeFile(Path path) {
    /// Writes the file, and its folder if there is none.
    ///
    /// @throws Unwritten if that fails; what was there before is there still
    public void write(byte[] content) {
        write(partial -> Files.write(partial, content));
    }

    /// The same, and when it returns the file survives the loss of power.
    public void writeThrough(byte[] content) {
        write(partial -> {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        });
        try (FileChannel entries = FileChannel.open(folder())) {
            entries.force(true);
        } catch (IOException failure) {
            throw new Unwritten(path, failure);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(Path partial) throws IOException;
    }

    private void write(Writing writing) {
        Path partial = path.resolveSibling("." + path.getFileName() + ".partial");
        try {
            Files.createDirectories(folder());
            writing.to(partial);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            discard(partial, failure);
            throw new Unwritten(path, failure);
        }
    }

    /// Makes room on a full disk.
    private static void discard(Path partial, IOException failure) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException stuck) {
            failure.addSuppressed(stuck);
        }
    }

    private Path folder() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
