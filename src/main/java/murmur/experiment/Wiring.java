package murmur.experiment;

import java.util.Optional;
import murmur.experiment.Experiment.GraphOrigin;
import murmur.node.Degrees;
import murmur.topology.Graph;
import murmur.topology.StaticTopology;
import murmur.topology.Topology;

/// Who is linked with whom, and when.
///
/// @param kind the topology as configurations call it: `static`, `dynamic`, …
/// @param graph the graph that was given: the topology itself if that is static; else it may serve the topology, or
///     only say how many nodes there are
/// @param graphFile where that graph was read from, when it was
/// @param remark what was done to it that the user should read, if anything
/// @param degrees what nodes announce as their degrees
public record Wiring(
        String kind,
        Topology topology,
        int nodes,
        Optional<Graph> graph,
        Optional<GraphOrigin> graphFile,
        Optional<String> remark,
        Degrees degrees) {
    public static final String STATIC = "static";

    /// One new graph per iteration, at all its mixing steps.
    static final String DYNAMIC = "dynamic";

    /// The same graph at every step.
    public static Wiring fixed(Graph graph, Optional<GraphOrigin> graphFile) {
        Topology topology = new StaticTopology(graph);
        return new Wiring(
                STATIC, topology, graph.nodes(), Optional.of(graph), graphFile, Optional.empty(), Degrees.IN_FORCE);
    }

    /// The graph of all steps, if it is the same one.
    public Optional<Graph> fixedGraph() {
        return graph.filter(given -> kind.equals(STATIC));
    }

    public boolean newAtEveryMixingStep() {
        return !kind.equals(STATIC) && !kind.equals(DYNAMIC);
    }
}
