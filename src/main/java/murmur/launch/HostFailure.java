package murmur.launch;

/// Another machine was lost, or said that it cannot go on.
public final class HostFailure extends RunFailure {
    private static final long serialVersionUID = 1L;

    HostFailure(String message) {
        super(message, null);
    }
}
