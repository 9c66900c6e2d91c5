package murmur.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.WholeFile;
import murmur.experiment.Placement;

/// The folder of one run's results, in the layout of the reference.
///
/// @param configuration the file the run is started from: no result, even where it lies in the folder
/// @param only the machine whose results these are, where each machine writes its own, perhaps into the same folder
public record ResultFolder(Path path, Path configuration, OptionalInt only) {
    static final String CONFIGURATION = "config.ini";
    static final String JOB = "g5k_config.json";
    static final String MANIFEST = "manifest.json";
    static final String METRICS = "metrics.csv";
    static final String LABELS = "labels.csv";
    private static final List<String> OURS =
            List.of(CONFIGURATION, JOB, MANIFEST, METRICS, LABELS, "run.log", AttackFiles.TIDY, AttackFiles.CURVES);
    private static final String MACHINE = "machine";

    /// Throws unless results can be written to `path` without touching those of another run.
    ///
    /// @param force whether results that are there may go
    public static ResultFolder at(Path path, Path configuration, boolean force) {
        return at(path, configuration, OptionalInt.empty(), force);
    }

    /// The same for the results of one machine: those of others may be there.
    public static ResultFolder at(Path path, Path configuration, OptionalInt only, boolean force) {
        if (!canBeMade(path)) {
            throw cannotBeMade(path);
        }
        ResultFolder folder = new ResultFolder(path, configuration, only);
        List<Path> results = folder.results();
        if (!force && !results.isEmpty()) {
            String found = path + ", which holds " + results.getFirst().getFileName();
            throw BadInput.must("the result folder", "hold no results of another run", found)
                    .at("--log-dir")
                    .cure("choose another with --log-dir, or replace these results with --force");
        }
        return folder;
    }

    /// The folder of a run that goes on: it must hold results.
    public static ResultFolder resumed(Path path, Path configuration, OptionalInt only) {
        ResultFolder folder = new ResultFolder(path, configuration, only);
        if (!Files.isDirectory(path)) {
            throw BadInput.must("--resume", "find results in the result folder", path + ", which is not there")
                    .cure("name the folder of the run with --log-dir");
        }
        return folder;
    }

    /// Makes the folder and removes the results of an earlier run.
    public void prepare() throws IOException {
        for (Path old : results()) {
            delete(old);
        }
        try {
            Files.createDirectories(path);
        } catch (IOException refused) {
            // What may be written where is not always known before: /proc, a quota, a file system mounted read-only.
            throw cannotBeMade(path);
        }
    }

    /// Where manifest, metrics and log are: those of one machine are beside its other results.
    public Path home() {
        return only.isPresent() ? machine(only.getAsInt()) : path;
    }

    /// The machines whose results are written here.
    List<Integer> machines(Placement placement) {
        return IntStream.range(0, placement.machines())
                .filter(machine -> only.isEmpty() || only.getAsInt() == machine)
                .boxed()
                .toList();
    }

    /// Removes what a run over other machines wrote about nodes, and the tables of machines that are no more; models
    /// and checkpoints stay.
    void retire(Placement placement) throws IOException {
        if (machines(placement).contains(0)) {
            for (int gone = placement.machines(); Files.isDirectory(path.resolve(MACHINE + gone)); gone++) {
                deleteFiles(machine(gone), "*.*");
            }
        }
        for (int machine : machines(placement)) {
            deleteFiles(machine(machine), "*_results.json");
            if (only.isEmpty()) {
                deleteFiles(machine(machine), "{" + METRICS + "," + MANIFEST + ",run.log}");
            }
        }
    }

    private static void deleteFiles(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static BadInput cannotBeMade(Path path) {
        return BadInput.must("the result folder", "be in a folder that can be written to", path)
                .at("--log-dir")
                .cure("choose another with --log-dir");
    }

    public Path machine(int machine) {
        return path.resolve(MACHINE + machine);
    }

    private static boolean canBeMade(Path path) {
        Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private List<Path> results() {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (isResult(name) && !isConfiguration(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException unreadable) {
            throw BadInput.must("the result folder", "be readable", path)
                    .at("--log-dir")
                    .cure("choose another with --log-dir");
        }
        return found;
    }

    private boolean isResult(String name) {
        return only.isPresent()
                ? name.equals(MACHINE + only.getAsInt())
                : OURS.contains(name) || name.matches(MACHINE + "\\d+") || name.endsWith(attackEnding());
    }

    /// How the tables end that attacks on the run leave.
    private String attackEnding() {
        return "_" + path.toAbsolutePath().normalize().getFileName() + ".csv";
    }

    /// Whether a folder holds the results of a run of ours that came to its end.
    public static boolean isDone(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST))
                && new SavedExperiment(folder).state().equals(Optional.of(RunRecord.DONE));
    }

    /// How the run of ours ended whose results a folder holds: a state of [RunRecord] or `running`; nothing
    /// where there is none.
    public static Optional<String> state(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST)) ? new SavedExperiment(folder).state() : Optional.empty();
    }

    private boolean isConfiguration(Path entry) throws IOException {
        return Files.exists(configuration) && Files.isSameFile(entry, configuration);
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Writes a file under a temporary name and then moves it into place, so that a reader never sees half of it.
    public static void replace(Path file, byte[] content) {
        new WholeFile(file).write(content);
    }
}
