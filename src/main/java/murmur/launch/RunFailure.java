package murmur.launch;

import org.jspecify.annotations.Nullable;

/// A run could not go on.
public sealed class RunFailure extends RuntimeException permits NodeFailure, HostFailure {
    private static final long serialVersionUID = 1L;

    RunFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
