package murmur.data.catalogue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A data set could not be got, and not because of what the user gave.
public final class FetchFailure extends IOException {
    private static final long serialVersionUID = 1L;

    FetchFailure(String message) {
        super(message);
    }

    FetchFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
