package murmur.topology;

/// Who sends to whom at each step: a graph over time, in which links may have a direction.
///
/// Every node asks for itself, from its own thread, so an implementation answers the same question with equal links,
/// whoever asks and whenever.
public interface Topology {
    Links at(Step step);
}
