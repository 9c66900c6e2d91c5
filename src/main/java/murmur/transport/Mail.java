package murmur.transport;

/// What comes to a node.
public sealed interface Mail permits Message, Departure {
    /// The node it comes from.
    int from();
}
