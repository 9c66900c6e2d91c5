package murmur.topology;

/// The same graph at every step.
public record StaticTopology(Graph graph) implements Topology {
    @Override
    public Graph at(Step step) {
        return graph;
    }
}
