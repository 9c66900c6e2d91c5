package murmur.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.FemnistLabelSplit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `murmur data split`.
@Command(
        name = "split",
        description = "Divide FEMNIST among nodes by labels, once for many experiments (FemnistLabelSplit).",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All samples are sorted by label; every node gets random pieces of them, the same ones each time. An"
                    + " experiment reads them with dataset_class = FemnistLabelSplit and the output as train_dir; node"
                    + " i takes data_<i>.npz, or with shard_by = rank, as in decentralizepy, every machine begins with"
                    + " data_0.npz again.",
            "",
            "Example: murmur data split --nodes 64 --shards 10"
        })
final class DataSplitCommand implements Callable<Integer> {
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("Femnist", "train"), Path.of("Femnist", "femnist", "per_user_data", "per_user_data", "train"));

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatasetsOption datasets = new DatasetsOption();

    @Option(
            names = "--writers",
            paramLabel = "DIR",
            description = "Folder of FEMNIST's training files in LEAF's layout (default: Femnist/train among the data"
                    + " sets).")
    private @Nullable Path writers;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes (default ${DEFAULT-VALUE}).")
    private int nodes = 64;

    @Option(names = "--shards", paramLabel = "K", description = "Pieces per node (default ${DEFAULT-VALUE}).")
    private int shards = 20;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write (default: Femnist_labelsplit/femnist/data/train/<N>nodes_<K>shards among the"
                    + " data sets, where decentralizepy has it).")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace a division that is there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        BadInput.unless(nodes >= 1, "--nodes", "be at least 1", nodes);
        BadInput.unless(shards >= 1, "--shards", "be at least 1", shards);
        Path source = source();
        Path target = target().toAbsolutePath().normalize();
        List<Path> old = files(target);
        if (!old.isEmpty() && !force) {
            throw new BadInput(old.getFirst() + ": a division is there already")
                    .at("--output")
                    .cure("choose another folder, or replace it with --force");
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        clear(files(unfinished));
        FemnistLabelSplit.split(source, nodes, shards, unfinished);
        Files.createDirectories(target);
        clear(old);
        for (Path file : files(unfinished)) {
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(unfinished);
        spec.commandLine().getOut().println(target + ": " + nodes + " files, " + shards + " pieces each");
        return Main.DONE;
    }

    private Path source() {
        if (writers != null) {
            return writers;
        }
        Path folder = datasets.folder();
        return USUAL_PLACES.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> BadInput.must(
                                "FEMNIST's training files", "lie in a folder", folder.resolve("Femnist") + ", missing")
                        .cure("name it with --writers; murmur data fetch femnist says how to get them"));
    }

    private Path target() {
        String name = nodes + "nodes_" + shards + "shards";
        return Optional.ofNullable(output)
                .orElseGet(() ->
                        datasets.folder().resolve(Path.of("Femnist_labelsplit", "femnist", "data", "train", name)));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().matches("data_\\d+\\.npz(\\.part)?"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is no part of a division stays.
    private static void clear(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
