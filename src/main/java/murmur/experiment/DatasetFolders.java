package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import murmur.data.catalogue.KnownDatasets;

/// Where data sets are looked up.
///
/// @param roots folders, the first one before the second
record DatasetFolders(List<Path> roots) {
    private static final Path CONTAINER = Path.of("/datasets");

    /// The place a configuration means: in one of the folders, unless it is absolute and exists; in the first one if it
    /// is nowhere.
    Path find(String text) {
        Path path = Path.of(text);
        Path relative = path.startsWith(CONTAINER) ? CONTAINER.relativize(path) : path;
        return roots.stream()
                .map(root -> root.resolve(relative))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> path.isAbsolute() && Files.exists(path)
                        ? path
                        : roots.getFirst().resolve(relative));
    }

    /// The folder of a data set that was fetched to one of these folders.
    ///
    /// @param datasetClass as a configuration names it
    Optional<Path> fetched(String datasetClass) {
        return KnownDatasets.ofClass(datasetClass)
                .flatMap(known -> roots.stream()
                        .filter(root -> known.look(root, false).complete())
                        .map(root -> root.resolve(known.folder()))
                        .findFirst());
    }
}
