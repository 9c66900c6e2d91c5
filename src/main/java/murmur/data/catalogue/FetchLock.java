package murmur.data.catalogue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The right to fetch a data set into a folder: of all threads, processes and machines that share the folder, one has
/// it. The kernel takes it back when its process ends, however that happens.
///
/// Between processes it is a lock of the file system (`fcntl`), which NFS and the usual cluster file systems pass on to
/// their servers. Such a lock belongs to a process as a whole, and is lost when that closes any channel of the file;
/// hence threads of one process agree among themselves first, and only one of them opens the file. The file stays
/// where it is: who deletes a lock file may delete the next one's.
final class FetchLock implements AutoCloseable {
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int NOTE_BYTES = 200;

    private final FileChannel channel;

    private FetchLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits until nobody else has the lock.
    ///
    /// @param waiting told who has it, as far as that is known, if it must be waited for
    /// @throws FetchFailure if the file system has no locks
    static FetchLock acquire(Path file, Consumer<String> waiting) throws IOException, InterruptedException {
        if (!IN_THIS_PROCESS.tryLock()) {
            waiting.accept("this process");
            IN_THIS_PROCESS.lockInterruptibly();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file, channel, waiting);
            sign(channel);
            return new FetchLock(channel);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            release(channel);
            throw failure;
        }
    }

    private static void lock(Path file, FileChannel channel, Consumer<String> waiting)
            throws IOException, InterruptedException {
        String told = null;
        while (tryLock(file, channel) == null) {
            String holder = holder(channel);
            if (!holder.equals(told)) {
                waiting.accept(holder);
                told = holder;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private static @Nullable FileLock tryLock(Path file, FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (IOException unsupported) {
            throw new FetchFailure(
                    file + ": cannot be locked (" + unsupported.getMessage()
                            + "); fetch into a folder on another disk, or copy the data set there by hand",
                    unsupported);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(NOTE_BYTES);
        int length = channel.read(note, 0);
        String text = length <= 0 ? "" : new String(note.array(), 0, length, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "another process" : text;
    }

    private static void sign(FileChannel channel) throws IOException {
        String note = "process " + ProcessHandle.current().pid() + " on " + host() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "a machine without a name";
        }
    }

    @Override
    public void close() throws IOException {
        release(channel);
    }

    /// Closing the channel gives the lock back.
    private static void release(@Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
