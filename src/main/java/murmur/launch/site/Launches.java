package murmur.launch.site;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import murmur.BadInput;

/// All launches that this user has made from this machine.
///
/// @param path a folder with one folder for each
public record Launches(Path path) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
    private static final int SUFFIXES = 0x10000;

    /// Fills the folder of a new launch.
    @FunctionalInterface
    public interface Packing {
        void into(Path parcel) throws IOException, InterruptedException;
    }

    /// Where they are: in `MURMUR_STATE`, or where the desktop specification has programs keep their state.
    public static Launches ofUser() {
        return new Launches(state().resolve("launches"));
    }

    private static Path state() {
        String own = System.getenv("MURMUR_STATE");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        String home = System.getenv("XDG_STATE_HOME");
        return home != null && home.startsWith("/")
                ? Path.of(home, "murmur")
                : Path.of(System.getProperty("user.home"), ".local", "state", "murmur");
    }

    /// Makes the folder of a new launch, which is there whole or not at all.
    public LaunchFolder create(Request request, Packing packing) throws IOException, InterruptedException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        LaunchFolder draft = new LaunchFolder(
                Files.createTempDirectory(path, ".new-")); // killed meanwhile: nothing but this is left
        Files.createDirectories(draft.parcel());
        packing.into(draft.parcel());
        Instant now = Instant.now();
        String minute = LocalDateTime.ofInstant(now, ZoneId.systemDefault()).format(MINUTE);
        int start = Math.floorMod(System.nanoTime() / 1000, SUFFIXES);
        for (int tried = 0; tried < SUFFIXES; tried++) {
            String id = String.format(Locale.ROOT, "%s-%04x", minute, (start + tried) % SUFFIXES);
            draft.write(LaunchRecord.of(id, now, request));
            if (moved(draft.path(), path.resolve(id))) {
                return new LaunchFolder(path.resolve(id));
            }
        }
        throw new IllegalStateException("no name is left in " + path);
    }

    private static boolean moved(Path draft, Path target) throws IOException {
        try {
            // Onto a folder that is not empty a folder cannot be renamed.
            Files.move(draft, target);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    /// The oldest first.
    public List<LaunchFolder> all() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(LaunchFolder::new)
                    .toList();
        }
    }

    /// @throws BadInput if there is none
    public LaunchFolder find(String id) {
        if (id.contains("/") || id.isBlank() || !Files.isDirectory(path.resolve(id)) || id.startsWith(".")) {
            throw BadInput.must("ID", "be that of a launch", id).cure("murmur launch list shows those there are");
        }
        return new LaunchFolder(path.resolve(id));
    }
}
