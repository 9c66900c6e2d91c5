package murmur.data.catalogue;

import java.nio.file.Path;

/// What is at the place where something is expected.
///
/// @param bytes its size, 0 if it is missing
/// @param remark what is wrong with it, or how far it was checked
public record Finding(Path path, State state, long bytes, String remark) {
    /// How it is.
    public enum State {
        PRESENT,
        MISSING,
        DAMAGED
    }

    static Finding missing(Path path) {
        return new Finding(path, State.MISSING, 0, "missing");
    }

    boolean present() {
        return state == State.PRESENT;
    }
}
