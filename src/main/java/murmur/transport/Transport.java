package murmur.transport;

/// Carries messages between the nodes of a run.
public interface Transport extends AutoCloseable {
    /// Opens the end of a node, once, before any node sends.
    Endpoint open(int node);

    @Override
    void close();
}
