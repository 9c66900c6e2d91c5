package murmur.data.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How one comes by a data set.
public sealed interface Supply {
    /// It is part of the program.
    record Bundled() implements Supply {}

    /// Its publisher has files anybody may load.
    record Published(List<Download> downloads, Optional<DebianPackage> debian) implements Supply {
        /// How much is loaded, in bytes.
        public long bytes() {
            return downloads.stream().mapToLong(Download::bytes).sum();
        }
    }

    /// Its publisher wants the user to do something: agree to terms, run scripts.
    record ByHand(List<String> steps) implements Supply {}

    /// One file of a publisher.
    ///
    /// @param bytes its length; a change of some per cent is no error
    /// @param folder where it goes, or is unpacked, below that of the data set; empty for that folder itself
    record Download(URI address, long bytes, Optional<Checksum> checksum, Packing packing, String folder) {
        String fileName() {
            String path = address.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// What becomes of a file once it is there.
    enum Packing {
        KEPT,
        TAR_GZ,
        ZIP
    }

    /// A package of Debian with the same files.
    ///
    /// @param installed the folder in which it puts them
    record DebianPackage(String name, Path installed) {}
}
