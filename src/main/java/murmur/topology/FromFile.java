package murmur.topology;

import java.nio.file.Path;
import java.util.OptionalInt;
import murmur.BadInput;

/// The one graph that a file holds.
public record FromFile(Path file, GraphFile.Format format) implements Generator {
    @Override
    public Graph generate(int nodes, long seed) {
        Graph graph = GraphFile.read(file, format);
        if (graph.nodes() != nodes) {
            throw BadInput.must("number of nodes", "be that of the file, " + graph.nodes(), nodes)
                    .at(file.toString())
                    .cure("leave it out");
        }
        return graph;
    }

    @Override
    public Generator in(Path folder) {
        return new FromFile(folder.resolve(file), format);
    }

    @Override
    public OptionalInt nodes() {
        return OptionalInt.of(GraphFile.read(file, format).nodes());
    }
}
