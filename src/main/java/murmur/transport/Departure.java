package murmur.transport;

/// Word that a node is lost: of its messages no more will come than have come.
public record Departure(int from) implements Mail {}
