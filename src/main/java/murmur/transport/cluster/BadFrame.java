package murmur.transport.cluster;

/// Bytes that are no frame of ours. The message says which rule they break.
public final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    BadFrame(String message) {
        super(message);
    }
}
