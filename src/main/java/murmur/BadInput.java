package murmur;

import org.jspecify.annotations.Nullable;

/// Something the user gave cannot be used: a file, a key, an option. The command line prints its message alone, without
/// a stack trace, and ends with status 2.
///
/// Messages read `<place>: <what> must <condition>, was <value>; <cure>`.
public final class BadInput extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// `<what> must <condition>, was <value>`
    public static BadInput must(String what, String condition, @Nullable Object value) {
        return new BadInput(what + " must " + condition + ", was " + value);
    }

    /// Throws unless `holds`.
    public static void unless(boolean holds, String what, String condition, @Nullable Object value) {
        if (!holds) {
            throw must(what, condition, value);
        }
    }

    /// The same complaint, with the file and line (or the option) it is about in front.
    public BadInput at(String place) {
        return new BadInput(place + ": " + getMessage(), this);
    }

    /// The same complaint, with what to do about it at the end.
    public BadInput cure(String advice) {
        return new BadInput(getMessage() + "; " + advice, this);
    }
}
