package murmur.launch.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.WholeFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of one launch: its record, what it sends, a lock, and the wish that it be cancelled.
public record LaunchFolder(Path path) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String CANCELLED = "cancelled";
    private static final String ABANDONED = "abandoned";

    public String id() {
        return String.valueOf(path.getFileName());
    }

    /// The folder of files that are sent to the machines as they are.
    public Path parcel() {
        return path.resolve("parcel");
    }

    private Path record() {
        return path.resolve("launch.json");
    }

    /// @throws BadInput if the file was damaged
    public LaunchRecord read() {
        try {
            return JSON.readValue(Files.readAllBytes(record()), LaunchRecord.class);
        } catch (IOException | JacksonException unreadable) {
            throw BadInput.must(record().toString(), "be the record of a launch", unreadable.getMessage());
        }
    }

    /// When this returns, the record survives the loss of power.
    void write(LaunchRecord record) {
        new WholeFile(record()).writeThrough(JSON.writeValueAsBytes(record));
    }

    /// Has whoever drives this launch, now or later, cancel it.
    public void cancel() throws IOException {
        Files.writeString(path.resolve(CANCELLED), "");
    }

    /// Has them give up results that cannot be fetched, too.
    public void abandon() throws IOException {
        Files.writeString(path.resolve(ABANDONED), "");
        cancel();
    }

    boolean isCancelled() {
        return Files.exists(path.resolve(CANCELLED));
    }

    boolean isAbandoned() {
        return Files.exists(path.resolve(ABANDONED));
    }

    /// Removes all that is kept of the launch.
    void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(path)) {
            all = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    /// Makes this process the only one that drives the launch; the system takes that back from a process that ends.
    ///
    /// @return nothing if another one does
    public Optional<Hold> hold() {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Hold(this, channel));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot lock " + path, failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    /// The right to drive a launch.
    public record Hold(LaunchFolder folder, FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }

        /// Removes the folder, with the lock.
        public void forget() throws IOException {
            folder.delete();
        }
    }
}
