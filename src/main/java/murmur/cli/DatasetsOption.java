package murmur.cli;

import java.nio.file.Path;
import murmur.data.catalogue.DatasetsFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the commands about data sets look, and where they put them.
final class DatasetsOption {
    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "Folder of the data sets (default: $" + DatasetsFolder.VARIABLE
                    + ", else ~/.local/share/murmur/datasets), where murmur run looks, too.")
    private @Nullable Path folder;

    Path folder() {
        return folder == null ? DatasetsFolder.ofUser() : folder;
    }
}
