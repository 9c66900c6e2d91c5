package murmur.data.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.catalogue.FetchEvent.AskingDebian;
import murmur.data.catalogue.FetchEvent.Copying;
import murmur.data.catalogue.FetchEvent.PassedOver;
import murmur.data.catalogue.FetchEvent.Unpacking;
import murmur.data.catalogue.Supply.DebianPackage;
import murmur.data.catalogue.Supply.Download;
import murmur.data.catalogue.Supply.Packing;
import murmur.data.catalogue.Supply.Published;

/// Where one data set can come from; each source fills the same folder.
///
/// @param workshop a folder for what is on its way, which survives an interruption
/// @param filled gets the files, laid out as in the data set's folder
record Sources(KnownDataset dataset, Path workshop, Path filled, Patience patience, FetchEvent.Listener listener) {

    /// From what the user has: a folder with the files or with the publisher's archives, or one such archive.
    ///
    /// @throws BadInput if nothing of the kind is there
    void given(Path from) throws IOException {
        if (Files.isDirectory(from)) {
            for (Path candidate : List.of(from, from.resolve(dataset.folder()))) {
                if (copied(dataset.lookIn(candidate, true))) {
                    return;
                }
            }
        }
        List<Download> downloads = dataset.supply() instanceof Published published ? published.downloads() : List.of();
        if (downloads.isEmpty() || !downloads.stream().allMatch(each -> Files.isRegularFile(archive(from, each)))) {
            throw unusable(from, downloads);
        }
        for (Download download : downloads) {
            Path file = archive(from, download);
            mismatch(file, download).ifPresent(problem -> {
                throw new BadInput(file + ": " + problem).at("--from");
            });
            place(file, download);
        }
    }

    private static Path archive(Path from, Download download) {
        return Files.isDirectory(from) ? from.resolve(download.fileName()) : from;
    }

    private BadInput unusable(Path from, List<Download> downloads) {
        Inventory nearest = dataset.lookIn(from, true);
        String lacking = Stream.concat(nearest.damaged().stream(), nearest.missing().stream())
                .findFirst()
                .map(finding -> ", but " + finding.path() + ": " + finding.remark())
                .orElse("");
        String archives = downloads.isEmpty()
                ? ""
                : ", or "
                        + String.join(
                                ", ", downloads.stream().map(Download::fileName).toList());
        return new BadInput(from + ": must hold " + dataset.name() + archives + lacking).at("--from");
    }

    /// From where Debian's package puts it, if that is installed.
    boolean installed(DebianPackage debian) throws IOException {
        return Files.isDirectory(debian.installed()) && copied(dataset.lookIn(debian.installed(), true));
    }

    /// From Debian's archive, without installing it.
    boolean debian(DebianPackage debian, AptGet apt) throws IOException, InterruptedException {
        if (!apt.available()) {
            return false;
        }
        listener.on(new AskingDebian(debian.name()));
        Path unpacked = workshop.resolve("debian");
        try {
            apt.unpack(debian.name(), unpacked);
            Path place = unpacked.resolve(Path.of("/").relativize(debian.installed()));
            if (copied(dataset.lookIn(place, true))) {
                return true;
            }
            listener.on(new PassedOver(debian.name(), "the package does not hold the files"));
        } catch (FetchFailure failure) {
            listener.on(new PassedOver(debian.name(), String.valueOf(failure.getMessage())));
        } finally {
            FileTree.delete(unpacked);
        }
        return false;
    }

    private boolean copied(Inventory inventory) throws IOException {
        if (!inventory.complete()) {
            return false;
        }
        listener.on(new Copying(inventory.folder()));
        for (Finding finding : inventory.findings()) {
            FileTree.copy(finding.path(), filled.resolve(inventory.folder().relativize(finding.path())));
        }
        return true;
    }

    /// From the publisher.
    void publisher(List<Download> downloads) throws IOException, InterruptedException {
        try (HttpTransfer transfer = new HttpTransfer(patience, listener)) {
            for (Download download : downloads) {
                Path file = workshop.resolve(download.fileName());
                if (!Files.exists(file) || mismatch(file, download).isPresent()) {
                    load(transfer, download, file);
                }
            }
        }
        for (Download download : downloads) {
            place(workshop.resolve(download.fileName()), download);
        }
    }

    private void load(HttpTransfer transfer, Download download, Path file) throws IOException, InterruptedException {
        PartFile part = PartFile.of(file);
        transfer.load(download.address(), part);
        Optional<String> mismatch = mismatch(part.path(), download);
        if (mismatch.isPresent()) {
            part.delete();
            throw new FetchFailure(download.address() + ": " + mismatch.get() + "; what was loaded is thrown away");
        }
        FileTree.moveDurably(part.path(), file);
        part.delete();
    }

    /// How a file differs from what its publisher says it is.
    private static Optional<String> mismatch(Path file, Download download) {
        return download.checksum().flatMap(right -> {
            try {
                Checksum actual = right.of(file);
                return actual.equals(right)
                        ? Optional.empty()
                        : Optional.of(right.algorithm() + " must be " + right.hex() + ", was " + actual.hex());
            } catch (IOException failure) {
                return Optional.of("cannot be read: " + failure.getMessage());
            }
        });
    }

    private void place(Path file, Download download) throws IOException {
        Path target = filled.resolve(download.folder());
        if (download.packing() == Packing.KEPT) {
            FileTree.copy(file, target.resolve(download.fileName()));
        } else {
            listener.on(new Unpacking(file));
            Archive.unpack(file, download.packing(), target);
        }
    }
}
