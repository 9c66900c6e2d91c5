package murmur.topology;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;

/// What one wants to know about a graph before nodes talk over it.
///
/// @param degrees how many nodes have each degree
/// @param diameter the largest distance between two nodes; empty when the graph is not connected or too large
/// @param stepsAtWorst see [Consensus#stepsAtWorst]
/// @param stepsMeasured see [Consensus#stepsMeasured]
public record GraphReport(
        int nodes,
        int edges,
        SortedMap<Integer, Integer> degrees,
        int components,
        OptionalInt diameter,
        Spectrum spectrum,
        OptionalLong stepsAtWorst,
        OptionalLong stepsMeasured) {
    /// Seconds for 10,000 nodes of six neighbours.
    public static GraphReport of(Graph graph) {
        Spectrum spectrum = Spectrum.of(graph);
        return new GraphReport(
                graph.nodes(),
                graph.edges(),
                graph.degrees(),
                graph.components(),
                Distances.diameter(graph),
                spectrum,
                Consensus.stepsAtWorst(graph, spectrum),
                Consensus.stepsMeasured(graph));
    }

    public boolean connected() {
        return components == 1;
    }
}
