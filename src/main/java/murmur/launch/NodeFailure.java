package murmur.launch;

/// A node could not go on, and so its run could not.
public final class NodeFailure extends RunFailure {
    private static final long serialVersionUID = 1L;

    NodeFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
