package murmur.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.report.picture.GraphPicture;
import murmur.topology.Graph;
import murmur.topology.GraphFile;
import murmur.topology.GraphReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur graph inspect`.
@Command(
        name = "inspect",
        description = "Say what a graph is like: degrees, distances, and how fast its nodes agree.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Example: murmur graph inspect g.edges --picture g.svg"})
final class GraphInspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A graph file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"--graph-type", "-gt"},
            paramLabel = "TYPE",
            description = "How to read it: edges (default) or adjacency.")
    private String graphType = "edges";

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw it: a name that ends in .svg or .png.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        GraphFile.Format format = GraphOptions.format(graphType);
        Optional<PictureFile> drawing = Optional.ofNullable(picture).map(PictureFile::of);
        Graph graph = GraphFile.read(file, format);
        Console console = new Console(spec.commandLine(), "INFO");
        if (!graph.connected()) {
            console.warn("the graph is not connected: " + graph.describeComponents());
        }
        drawing.ifPresent(target ->
                target.write(new GraphPicture(graph, file.getFileName().toString())));
        GraphTable table = new GraphTable(GraphReport.of(graph));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? table.json() : table.text());
        out.flush();
        drawing.ifPresent(target -> console.say("picture: " + target.path()));
        return Main.DONE;
    }
}
