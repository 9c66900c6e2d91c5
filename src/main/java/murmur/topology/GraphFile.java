package murmur.topology;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import murmur.BadInput;

/// Reads and writes graphs as text. The first line is the number of nodes, whatever the format.
///
/// Reading a file that was written gives the same edges, but neighbours may come in another order: it follows from the
/// order of the lines, as in the reference system.
public final class GraphFile {
    /// How the lines after the first are read.
    public enum Format {
        /// One line `node neighbour` per edge; one direction is enough, and both may be given.
        EDGES,
        /// Line `v` (from 0) lists the neighbours of node `v`; an empty line is a node without any. Unlike the
        /// reference system, which takes such graphs as directed, this version accepts symmetric ones only.
        ADJACENCY;

        /// @throws BadInput when `word` is neither `edges` nor `adjacency`
        public static Format parse(String word) {
            return switch (word) {
                case "edges" -> EDGES;
                case "adjacency" -> ADJACENCY;
                default -> throw BadInput.must("graph type", "be edges or adjacency", "'" + word + "'");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private GraphFile() {}

    /// @throws BadInput naming the file and the line when it is no graph of that format
    public static Graph read(Path file, Format format) {
        List<String> lines = linesOf(file);
        GraphLines text = new GraphLines(file.toString(), lines);
        return switch (format) {
            case EDGES -> text.edges();
            case ADJACENCY -> text.adjacency();
        };
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new BadInput("graph file must exist, was not found", missing)
                    .at(file.toString())
                    .cure("check the path, or write a graph there first");
        } catch (CharacterCodingException binary) {
            throw new BadInput("graph file must be text, was not", binary).at(file.toString());
        } catch (IOException unreadable) {
            throw new BadInput("graph file must be readable, was not (" + unreadable + ")", unreadable)
                    .at(file.toString());
        }
    }

    /// Writes every edge in both directions, node by node, in the order of the reference system's own files. The file
    /// is there as a whole or not at all.
    public static void write(Graph graph, Path file, Format format) throws IOException {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            try (var out = Files.newBufferedWriter(partial)) {
                out.write(graph.nodes() + "\n");
                for (int node = 0; node < graph.nodes(); node++) {
                    out.write(linesFor(graph, node, format));
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Writes links in the format of edges, one line `sender receiver` each: a graph as [#write] does.
    ///
    /// @return how many characters the file has
    public static long writeEdges(Links links, Path file) throws IOException {
        long characters = 0;
        try (var out = Files.newBufferedWriter(file)) {
            String first = links.nodes() + "\n";
            out.write(first);
            for (int node = 0; node < links.nodes(); node++) {
                String lines = edges(node, links instanceof Graph graph ? graph.listed(node) : links.receivers(node));
                out.write(lines);
                characters += lines.length();
            }
            return characters + first.length();
        }
    }

    private static String edges(int node, int[] receivers) {
        return Arrays.stream(receivers)
                .mapToObj(receiver -> node + " " + receiver + "\n")
                .collect(Collectors.joining());
    }

    private static String linesFor(Graph graph, int node, Format format) {
        var neighbours = Arrays.stream(graph.listed(node)).mapToObj(Integer::toString);
        return switch (format) {
            case EDGES ->
                neighbours.map(neighbour -> node + " " + neighbour + "\n").collect(Collectors.joining());
            case ADJACENCY -> neighbours.collect(Collectors.joining(" ", "", "\n"));
        };
    }
}
