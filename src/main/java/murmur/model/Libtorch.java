package murmur.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// The libraries of libtorch, unpacked once per user and loaded once per process. Whoever is the first to use libtorch
/// calls this before.
///
/// JavaCPP unpacks one library at a time, and asks for its lock only for the one that it is about to load. But the
/// dynamic linker opens the libraries beside that one, too: a second process would map `libtorch_cpu.so` while the
/// first is still writing it, and die of SIGBUS. So a process unpacks all of them before another may load any.
public final class Libtorch {
    private Libtorch() {}

    /// Returns when libtorch can be used.
    ///
    /// @throws UnsatisfiedLinkError if it has no libraries for this machine, or there is no room for them
    public static void load() {
        Objects.requireNonNull(Loaded.LIBRARY);
    }

    /// The same, and kernels run on the thread that calls them: nodes are independent, and whole steps parallelise
    /// better than their kernels.
    public static void loadForOneThread() {
        load();
        torch.set_num_threads(1);
    }

    /// A class is initialised once, whichever thread comes first.
    private static final class Loaded {
        static final String LIBRARY = loadWhole();

        private Loaded() {}
    }

    private static String loadWhole() {
        try {
            Path unpacked = Loader.getCacheDir().toPath().resolve("." + release() + ".unpacked");
            if (Files.notExists(unpacked) || Files.size(unpacked) == 0) {
                return loadAlone(unpacked);
            }
        } catch (IOException noLocks) {
            // A folder that is read-only, or on a disk without locks, can still hold what was unpacked before.
            return Loader.load(torch.class);
        }
        return Loader.load(torch.class);
    }

    /// @param unpacked locked meanwhile; no longer empty when all libraries are there
    private static String loadAlone(Path unpacked) throws IOException {
        try (FileChannel channel = FileChannel.open(unpacked, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            String library = Loader.load(torch.class);
            Files.writeString(unpacked, library + "\n");
            return library;
        }
    }

    /// Another release has other libraries, in folders of their own.
    private static String release() {
        return "libtorch-" + torch.class.getPackage().getImplementationVersion();
    }
}
