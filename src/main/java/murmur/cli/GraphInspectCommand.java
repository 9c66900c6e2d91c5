package murmur.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.report.ResultFolder;
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
        drawing.ifPresent(target -> target.write(graph, file.getFileName().toString()));
        GraphTable table = new GraphTable(GraphReport.of(graph));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? table.json() : table.text());
        out.flush();
        drawing.ifPresent(target -> console.say("picture: " + target.path()));
        return Main.DONE;
    }

    /// Where a picture goes, and in which format.
    private record PictureFile(Path path, boolean vector) {
        static PictureFile of(Path path) {
            String name = path.toString().toLowerCase(Locale.ROOT);
            if (!name.endsWith(".svg") && !name.endsWith(".png")) {
                throw BadInput.must("the picture", "end in .svg or .png", path).at("--picture");
            }
            GraphOptions.checkOutput(path, "--picture", true);
            return new PictureFile(path, name.endsWith(".svg"));
        }

        void write(Graph graph, String name) {
            GraphPicture picture = new GraphPicture(graph, name);
            ResultFolder.replace(path, vector ? picture.svg() : png(picture));
        }

        private byte[] png(GraphPicture picture) {
            System.setProperty("java.awt.headless", "true");
            try {
                return picture.png();
            } catch (LinkageError | InternalError noFonts) {
                throw new BadInput(
                                "this machine has no fonts to write a PNG with (" + noFonts.getMessage() + ")", noFonts)
                        .at("--picture")
                        .cure("use a name that ends in .svg, or install fontconfig and a font");
            }
        }
    }
}
