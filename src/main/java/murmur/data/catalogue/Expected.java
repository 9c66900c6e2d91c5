package murmur.data.catalogue;

import java.nio.file.Path;

/// Something a data set's folder must hold.
public sealed interface Expected permits ExpectedFile, ExpectedFolder {
    /// Below the folder of the data set, `/` between names.
    String path();

    /// Looks for it.
    ///
    /// @param folder of the data set
    /// @param thoroughly whether to compare checksums, which reads all of it
    Finding look(Path folder, boolean thoroughly);
}
