package murmur.topology;

/// Who is whose neighbour at each step: a graph over time.
///
/// Every node asks for itself, from its own thread, so an implementation answers the same question with equal graphs,
/// whoever asks and whenever.
public interface Topology {
    Graph at(Step step);
}
