package murmur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A file of results could not be written: the disk is full, or gone.
public final class Unwritten extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /// Says which file, why, and what to do.
    public Unwritten(Path file, IOException cause) {
        super("cannot write " + file + ": " + reason(cause) + "; " + cure(reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String cure(String reason) {
        return (reason.contains("space") || reason.contains("quota") ? "make room there" : "see that it can be written")
                + ", and give the same command again, with --resume to go on from the last checkpoint";
    }
}
