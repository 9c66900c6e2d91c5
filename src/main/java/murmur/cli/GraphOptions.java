package murmur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import murmur.BadInput;
import murmur.topology.Graph;
import murmur.topology.GraphFile;

/// What the commands about graphs ask of their options.
final class GraphOptions {
    private GraphOptions() {}

    static GraphFile.Format format(String word) {
        try {
            return GraphFile.Format.parse(word);
        } catch (BadInput wrong) {
            throw wrong.at("--graph-type");
        }
    }

    /// Throws unless a file can be written there.
    ///
    /// @param replace whether a file that is there may go
    static void checkOutput(Path file, String option, boolean replace) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw BadInput.must("the output", "be a file", file).at(option);
        }
        if (Files.exists(file) && !replace) {
            throw BadInput.must("the output", "be a new file", file)
                    .at(option)
                    .cure("choose another name, or replace the file with --force");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw BadInput.must("the output", "be in a folder that can be written to", file)
                    .at(option)
                    .cure("make the folder first");
        }
    }

    /// `100 nodes, 300 edges, degree 6, connected`
    static String summary(Graph graph) {
        int least = graph.degrees().firstKey();
        int most = graph.degrees().lastKey();
        return graph.nodes() + " nodes, " + graph.edges() + " edges, degree " + least + (most > least ? "–" + most : "")
                + ", " + (graph.connected() ? "" : "not ") + "connected";
    }
}
