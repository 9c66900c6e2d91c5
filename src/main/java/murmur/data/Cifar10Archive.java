package murmur.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import murmur.BadInput;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Batch files of one layout, read from a `.tar.gz` in one pass. Folders inside the archive do not matter.
final class Cifar10Archive implements Cifar10Files {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final List<String> wanted;
    private final Map<String, byte[]> contents = new HashMap<>();
    private Cifar10Layout layout = Cifar10Layout.BINARY;

    private Cifar10Archive(Path file, List<String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    static Cifar10Archive open(Path file, List<String> wanted) {
        Cifar10Archive archive = new Cifar10Archive(file, wanted);
        archive.readThrough();
        if (archive.contents.isEmpty()) {
            throw new BadInput(file + ": holds no CIFAR-10 batches (" + String.join(", ", wanted) + ")").cure(PLACES);
        }
        return archive;
    }

    @Override
    public Cifar10Layout layout() {
        return layout;
    }

    @Override
    public String place(String batch) {
        return file + ", " + layout.fileName(batch);
    }

    @Override
    public byte[] read(String batch) {
        byte[] content = contents.remove(batch);
        if (content == null) {
            throw new BadInput(place(batch) + ": this batch file is missing").cure(Cifar10Layout.FETCH);
        }
        return content;
    }

    private void readThrough() {
        String last = "its start";
        try (GZIPInputStream gzip =
                        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), BUFFER_BYTES);
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                last = entry.getName();
                if (entry.isFile()) {
                    keepIfWanted(entry, tar);
                }
            }
            last = "its end";
            // Only after the last byte has gzip compared its checksum.
            gzip.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new BadInput(file + ", at " + last + ": must be a whole .tar.gz: " + failure.getMessage(), failure)
                    .cure(Cifar10Layout.FETCH);
        }
    }

    private void keepIfWanted(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        for (Cifar10Layout candidate : Cifar10Layout.byPreference()) {
            for (String batch : wanted) {
                if (name.equals(candidate.fileName(batch)) && prefers(candidate)) {
                    keep(batch, entry, tar);
                }
            }
        }
    }

    /// Pickles push out binary batches met before them, so that never two copies are kept.
    private boolean prefers(Cifar10Layout candidate) {
        if (candidate.compareTo(layout) < 0) {
            layout = candidate;
            contents.clear();
        }
        return candidate == layout;
    }

    private void keep(String batch, TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        String place = file + ", " + entry.getName();
        BadInput.unless(
                entry.getSize() <= MAX_BATCH_BYTES,
                place + ": length",
                "be at most " + MAX_BATCH_BYTES,
                entry.getSize());
        if (contents.put(batch, tar.readAllBytes()) != null) {
            throw new BadInput(place + ": this batch file is there twice").cure("keep one CIFAR-10 in the archive");
        }
    }
}
