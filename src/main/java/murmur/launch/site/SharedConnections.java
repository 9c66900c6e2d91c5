package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// `ssh` commands to the same host go through one connection, which ends by itself.
final class SharedConnections {
    private static final int SECONDS = 60;

    private SharedConnections() {}

    /// Options for `ssh`; none where there is no safe place for sockets.
    static List<String> options() {
        // Names of sockets are at most 108 bytes, so that a folder deep in a home would not do.
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "murmur-ssh-" + System.getProperty("user.name"));
        return isOurs(folder)
                ? List.of(
                        "-o", "ControlMaster=auto",
                        "-o", "ControlPersist=" + SECONDS,
                        "-o", "ControlPath=" + folder + "/%C")
                : List.of();
    }

    /// Whoever could put a socket there could pretend to be a host.
    private static boolean isOurs(Path folder) {
        try {
            if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                    && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                            .equals("rwx------");
        } catch (IOException unsafe) {
            return false;
        }
    }
}
