package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.experiment.Experiment.GraphOrigin;
import murmur.topology.Generator;
import murmur.topology.Generators;
import murmur.topology.Graph;
import murmur.topology.GraphFile;

/// The graph that `[EXPERIMENT]` gives, by the name of a file or of a generator.
///
/// @param file where it was read from, if it is a file's as it stands
/// @param remark what was done to it that the user should read, if anything
record GivenGraph(Graph graph, Optional<GraphOrigin> file, Optional<String> remark) {
    private static final SequencedMap<String, GraphFile.Format> FORMATS = formats();
    private static final String NO_FILE = "there is no ";

    /// @param folder the configuration's, in which files named there are looked up
    /// @param seed of generators
    /// @throws BadInput naming the line when there is no such graph
    static GivenGraph read(Keys keys, Path folder, long seed) {
        Entry entry = keys.entry("graph").orElseThrow(() -> missing(keys));
        GraphFile.Format format = keys.read("graph_type", Kind.oneOf(FORMATS), GraphFile.Format.EDGES);
        // An option is about the folder the user is in, a key about the file it stands in.
        Path base = entry.origin() instanceof Origin.Option ? Path.of("") : folder;
        return isFile(entry, base)
                ? ofFile(keys, new GraphOrigin(existing(entry, base.resolve(entry.text())), format))
                : generated(keys, entry, base, seed);
    }

    private static BadInput missing(Keys keys) {
        return BadInput.must(keys.place() + " graph", "be given", "missing")
                .cure("add --graph FILE, or --graph 'regular 4' --nodes 16, or these keys to [EXPERIMENT]");
    }

    /// Anything else is a generator such as `regular 4`, or a misspelt one.
    private static boolean isFile(Entry entry, Path base) {
        Path file = base.resolve(entry.text());
        if (Files.isDirectory(file)) {
            throw entry.refusal("be a file, or a generator such as 'regular 4'");
        }
        return Files.exists(file)
                || (file.getFileName().toString().contains(".") && !Generators.isMeantBy(entry.text()));
    }

    private static Path existing(Entry entry, Path file) {
        if (!Files.exists(file)) {
            throw entry.refusal("be a file that exists, or a generator such as 'regular 4'", NO_FILE + file);
        }
        return file;
    }

    private static GivenGraph ofFile(Keys keys, GraphOrigin origin) {
        Graph graph = GraphFile.read(origin.file(), origin.format());
        checkNodes(keys, graph.nodes());
        return new GivenGraph(graph, Optional.of(origin), Optional.empty());
    }

    private static GivenGraph generated(Keys keys, Entry entry, Path base, long seed) {
        Generator generator = at(entry, () -> Generators.parse(entry.text()).in(base));
        OptionalInt fixed = at(entry, generator::nodes);
        int nodes = fixed.isPresent()
                ? checkNodes(keys, fixed.getAsInt())
                : keys.find("nodes", Kind.wholeAtLeast(1)).orElseThrow(() -> withoutNodes(entry));
        Graph graph = at(entry, () -> generator.generate(nodes, seed));
        return new GivenGraph(graph, Optional.empty(), generator.remark());
    }

    private static <T> T at(Entry entry, Supplier<T> making) {
        try {
            return making.get();
        } catch (BadInput bad) {
            throw bad.at(entry.place());
        }
    }

    private static BadInput withoutNodes(Entry entry) {
        return entry.refusal("come with a number of nodes", "add --nodes N, or nodes to [EXPERIMENT]");
    }

    /// A number of nodes beside a graph file must be the file's, unless the file was given to replace a generator.
    private static int checkNodes(Keys keys, int nodes) {
        Optional<Entry> given = keys.entry("nodes");
        boolean replaced = keys.entry("graph").orElseThrow().origin() instanceof Origin.Option
                && given.filter(entry -> entry.origin() instanceof Origin.Line).isPresent();
        if (!replaced) {
            keys.find("nodes", Kind.WHOLE.which("equal to that of the graph file, " + nodes, count -> count == nodes));
        }
        return nodes;
    }

    private static SequencedMap<String, GraphFile.Format> formats() {
        SequencedMap<String, GraphFile.Format> formats = new LinkedHashMap<>();
        Arrays.stream(GraphFile.Format.values()).forEach(format -> formats.put(format.toString(), format));
        return formats;
    }
}
