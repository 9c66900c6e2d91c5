package murmur.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import murmur.BadInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoints in a result folder, `machine*/checkpoints/<iterations>/<node>.state`, wherever the nodes were then.
final class SavedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(SavedCheckpoints.class);
    static final String FOLDER = "checkpoints";

    private final TreeMap<Integer, Map<Integer, Path>> files = new TreeMap<>();

    static SavedCheckpoints in(Path results) {
        SavedCheckpoints saved = new SavedCheckpoints();
        if (!Files.isDirectory(results)) {
            return saved;
        }
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(results, "machine*")) {
            for (Path machine : machines) {
                saved.addAll(machine.resolve(FOLDER));
            }
            return saved;
        } catch (IOException unreadable) {
            throw BadInput.must(results.toString(), "be readable", unreadable.toString());
        }
    }

    private void addAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path checkpoint : checkpoints) {
                Map<Integer, Path> nodes = files.computeIfAbsent(
                        Integer.parseInt(checkpoint.getFileName().toString()), iterations -> new HashMap<>());
                try (DirectoryStream<Path> states = Files.newDirectoryStream(checkpoint, "[0-9]*.state")) {
                    for (Path state : states) {
                        String name = state.getFileName().toString();
                        nodes.put(Integer.parseInt(name.substring(0, name.indexOf('.'))), state);
                    }
                }
            }
        }
    }

    /// After how many iterations there is a whole checkpoint of all of `nodes`.
    NavigableSet<Integer> complete(Collection<Integer> nodes) {
        NavigableSet<Integer> complete = new TreeSet<>();
        files.forEach((iterations, states) -> {
            if (states.keySet().containsAll(nodes) && nodes.stream().allMatch(node -> isWhole(iterations, node))) {
                complete.add(iterations);
            }
        });
        return complete;
    }

    /// A file of the newest checkpoint that has a whole one of some of `nodes`.
    Optional<CheckpointFile> newest(Collection<Integer> nodes) {
        return files.descendingMap().values().stream()
                .flatMap(states -> nodes.stream().flatMap(node -> Stream.ofNullable(states.get(node))))
                .flatMap(file -> whole(file).stream())
                .findFirst();
    }

    private static Optional<CheckpointFile> whole(Path file) {
        try {
            return Optional.of(CheckpointFile.read(file));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private boolean isWhole(int iterations, int node) {
        try {
            return read(iterations, node).label().iterations() == iterations;
        } catch (IOException damaged) {
            LOG.warn("{}; an older checkpoint will be used", damaged.getMessage());
            return false;
        }
    }

    CheckpointFile read(int iterations, int node) throws IOException {
        Path file = files.getOrDefault(iterations, Map.of()).get(node);
        if (file == null) {
            throw new IOException("there is no checkpoint of node " + node + " after " + iterations + " iterations");
        }
        return CheckpointFile.read(file);
    }
}
