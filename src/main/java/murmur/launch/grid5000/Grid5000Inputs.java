package murmur.launch.grid5000;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.Nearest;

/// The two files that a [Grid5000File] names, found.
///
/// @param configuration the `.ini` file
/// @param graph the graph, as `edges`
public record Grid5000Inputs(Path configuration, Path graph) {
    private static final int MOST_LISTED = 5;

    /// Looks for both files in these folders, in this order: those the user names and their folders
    /// `run_configuration`; that of the JSON file; `run_configuration` in it and beside it; and, as the reference read
    /// graphs there, the folders `eval` beside it and in `decentralizepy` beside it.
    ///
    /// @param search what the user names
    /// @throws BadInput naming all that are missing, and what may be meant instead
    public static Grid5000Inputs of(Grid5000File file, List<Path> search) {
        List<Path> folders = folders(file.path(), search);
        Optional<Path> configuration = find(file.work().configName(), folders);
        Optional<Path> graph = find(file.work().graphFile(), folders);
        List<String> missing = new ArrayList<>();
        if (configuration.isEmpty()) {
            missing.add(missing("CONFIG_NAME", file.work().configName(), otherConfigurations(file, folders)));
        }
        if (graph.isEmpty()) {
            missing.add(missing("GRAPH_FILE", file.work().graphFile(), otherGraphs(file, folders)));
        }
        if (!missing.isEmpty()) {
            String places = folders.stream().map(Path::toString).collect(Collectors.joining(", "));
            throw new BadInput(String.join("; and ", missing))
                    .at(file.path().toString())
                    .cure("looked for in " + places + "; name another folder with --search DIR");
        }
        return new Grid5000Inputs(configuration.orElseThrow(), graph.orElseThrow());
    }

    private static String missing(String key, String name, String advice) {
        return key + " must name a file that exists, was " + name + " (" + advice + ")";
    }

    private static List<Path> folders(Path json, List<Path> search) {
        SequencedSet<Path> all = new LinkedHashSet<>();
        for (Path named : search) {
            BadInput.unless(Files.isDirectory(named), "--search", "be a folder", named);
            all.add(named);
            all.add(named.resolve("run_configuration"));
        }
        Path parent = json.getParent();
        Path beside = parent == null ? Path.of("") : parent;
        Path above = beside.resolve("..").normalize();
        all.add(beside);
        all.add(beside.resolve("run_configuration"));
        all.add(above.resolve("run_configuration"));
        all.add(above.resolve("eval"));
        all.add(above.resolve("decentralizepy/eval"));
        return all.stream().filter(Files::isDirectory).toList();
    }

    private static Optional<Path> find(String name, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static String otherConfigurations(Grid5000File file, List<Path> folders) {
        List<String> names = names(folders, ".ini");
        String nearest = Nearest.to(file.work().configName(), names);
        if (nearest != null) {
            return "did you mean " + nearest + "?";
        }
        return names.isEmpty() || names.size() > MOST_LISTED
                ? "none of a similar name lies there"
                : "there are " + String.join(", ", names);
    }

    /// One of as many nodes is the likelier the more its name is like the one that was given.
    private static String otherGraphs(Grid5000File file, List<Path> folders) {
        String wanted = file.work().graphFile();
        List<String> fitting = names(folders, ".edges").stream()
                .filter(name ->
                        find(name, folders).flatMap(Grid5000Inputs::nodes).equals(Optional.of(file.nodes())))
                .sorted(Comparator.comparingInt((String name) -> -commonStart(name, wanted)))
                .toList();
        if (fitting.isEmpty()) {
            return "no graph of " + file.nodes()
                    + " nodes lies there; one is made by murmur graph generate KIND --nodes " + file.nodes()
                    + " -o FILE";
        }
        String nearest = Optional.ofNullable(Nearest.to(wanted, fitting)).orElse(fitting.getFirst());
        return "did you mean " + nearest + ", which has " + file.nodes() + " nodes?";
    }

    private static int commonStart(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static List<String> names(List<Path> folders, String ending) {
        return folders.stream()
                .flatMap(Grid5000Inputs::files)
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(ending))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + folder, failure);
        }
    }

    /// The number in the first line of a graph file.
    private static Optional<Integer> nodes(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,9}"))
                    .map(Integer::valueOf);
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
