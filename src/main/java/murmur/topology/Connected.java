package murmur.topology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The graph of a file, connected by as few more edges as that takes: one from each component to the next, between
/// the nodes of fewest neighbours. A graph that is connected stays as it is.
public record Connected(Path file, GraphFile.Format format) implements Generator {
    private static final int MOST_SHOWN = 10;

    @Override
    public Graph generate(int nodes, long seed) {
        Graph graph = original().generate(nodes, seed);
        List<int[]> missing = missing(graph);
        if (missing.isEmpty()) {
            return graph;
        }
        GraphBuilder connected = Graph.builder(nodes);
        for (int node = 0; node < nodes; node++) {
            for (int neighbour : graph.listed(node)) {
                connected.arc(node, neighbour);
            }
        }
        missing.forEach(edge -> connected.edge(edge[0], edge[1]));
        return connected.build();
    }

    @Override
    public Generator in(Path folder) {
        return new Connected(folder.resolve(file), format);
    }

    @Override
    public OptionalInt nodes() {
        return original().nodes();
    }

    /// Which edges were added.
    @Override
    public Optional<String> remark() {
        List<int[]> added = missing(GraphFile.read(file, format));
        if (added.isEmpty()) {
            return Optional.of(file + " is connected: no edge added");
        }
        String list = added.stream()
                .limit(MOST_SHOWN)
                .map(edge -> edge[0] + "–" + edge[1])
                .collect(Collectors.joining(", ", "", added.size() > MOST_SHOWN ? ", …" : ""));
        return Optional.of(file + " has " + (added.size() + 1) + " components: added "
                + (added.size() == 1 ? "the edge " : added.size() + " edges: ") + list);
    }

    private FromFile original() {
        return new FromFile(file, format);
    }

    private static List<int[]> missing(Graph graph) {
        int[] ends = new Components(graph).nodesOfFewestNeighbours(graph);
        return IntStream.range(1, ends.length)
                .mapToObj(next -> new int[] {ends[next - 1], ends[next]})
                .toList();
    }
}
