package murmur.data.catalogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import murmur.data.catalogue.Supply.Packing;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Unpacks what a publisher packed, and nothing to any other place than the one given: names that lead out of it, links
/// and devices are refused.
record Archive(Path file, Path target) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// Puts the content of `file` into the folder `target`.
    ///
    /// @throws FetchFailure naming the archive and what is wrong in it
    static void unpack(Path file, Packing packing, Path target) throws IOException {
        Archive archive = new Archive(file, target);
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            Files.createDirectories(target);
            switch (packing) {
                case ZIP -> archive.unzip(content);
                case TAR_GZ -> archive.untar(content);
                case KEPT -> Files.copy(file, target.resolve(file.getFileName()));
            }
        } catch (FetchFailure refused) {
            throw refused;
        } catch (IOException failure) {
            throw new FetchFailure(file + ": cannot be unpacked to " + target + ": " + failure.getMessage(), failure);
        }
    }

    private void unzip(InputStream content) throws IOException {
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(content)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                write(entry.getName(), entry.isDirectory(), zip);
            }
        }
        if (entries == 0) {
            throw new FetchFailure(file + ": must be a .zip archive, is none, or empty");
        }
    }

    private void untar(InputStream content) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(content, BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isSpecial(entry)) {
                    throw refusal(entry.getName(), "is neither a file nor a folder");
                }
                write(entry.getName(), entry.isDirectory(), tar);
            }
        }
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                || entry.isLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO();
    }

    private void write(String name, boolean directory, InputStream content) throws IOException {
        Path place = inside(name);
        if (directory) {
            Files.createDirectories(place);
        } else {
            Files.createDirectories(place.getParent());
            Files.copy(content, place);
        }
    }

    private Path inside(String name) throws FetchFailure {
        try {
            Path given = Path.of(name);
            Path place = target.resolve(given).normalize();
            for (Path step : given) {
                if (step.toString().equals("..")) {
                    throw refusal(name, "leads out of the archive");
                }
            }
            if (given.isAbsolute() || !place.startsWith(target.normalize())) {
                throw refusal(name, "leads out of the archive");
            }
            return place;
        } catch (InvalidPathException invalid) {
            throw refusal(name, "is no name of a file here");
        }
    }

    private FetchFailure refusal(String name, String problem) {
        return new FetchFailure(file + ": entry '" + name + "' " + problem + "; nothing of the archive is used");
    }
}
