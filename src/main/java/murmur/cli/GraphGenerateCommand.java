package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.topology.Generator;
import murmur.topology.Generators;
import murmur.topology.Graph;
import murmur.topology.GraphFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur graph generate`.
@Command(
        name = "generate",
        description = "Make a graph and write it to a file.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every kind with its parameters: docs/graphs.md.",
            "Example: murmur graph generate regular 6 --nodes 100 --seed 1 -o g.edges"
        })
final class GraphGenerateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// The kinds, for the help text.
    static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Kinds() {
            super(Generators.usages());
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "KIND [PARAMETER]",
            completionCandidates = Kinds.class,
            hideParamSyntax = true,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private List<String> kind;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes; a graph from a file brings its own.")
    private @Nullable Integer nodes;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed, another random graph (default 0).")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write it.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = {"--graph-type", "-gt"},
            paramLabel = "TYPE",
            description = "How to write it: edges (default) or adjacency.")
    private String graphType = "edges";

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        GraphFile.Format format = GraphOptions.format(graphType);
        GraphOptions.checkOutput(output, "-o", force);
        Generator generator = Generators.parse(kind);
        Graph graph = generator.generate(nodes(generator), seed);
        Console console = new Console(spec.commandLine(), "INFO");
        generator.remark().ifPresent(console::say);
        if (!graph.connected()) {
            console.warn("the graph is not connected: " + graph.describeComponents());
        }
        GraphFile.write(graph, output, format);
        spec.commandLine().getOut().println(output + ": " + GraphOptions.summary(graph));
        return Main.DONE;
    }

    private int nodes(Generator generator) {
        return Stream.ofNullable(nodes)
                .mapToInt(given -> given)
                .findFirst()
                .orElseGet(() -> generator
                        .nodes()
                        .orElseThrow(() -> new BadInput("the number of nodes must be given; add --nodes N")));
    }
}
