package murmur.data.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file that is there in part, and what the server said to tell its versions apart. Both survive the process, so that
/// the next one goes on.
record PartFile(Path path) {
    static PartFile of(Path target) {
        return new PartFile(target.resolveSibling(target.getFileName() + ".part"));
    }

    /// The bytes that are worth keeping: none if nothing tells whether the server's file is still the same.
    long length() throws IOException {
        return Files.exists(path) && validator().isPresent() ? Files.size(path) : 0;
    }

    /// The server's ETag or the time of the last change.
    Optional<String> validator() throws IOException {
        return Files.exists(version())
                ? Optional.of(Files.readString(version()).strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /// Forgets what was there.
    void restart(Optional<String> validator) throws IOException {
        delete();
        if (validator.isPresent()) {
            Files.writeString(version(), validator.get() + "\n");
        }
    }

    void delete() throws IOException {
        // First what vouches for it: a part alone is never gone on with.
        Files.deleteIfExists(version());
        Files.deleteIfExists(path);
    }

    private Path version() {
        return path.resolveSibling(path.getFileName() + ".version");
    }
}
