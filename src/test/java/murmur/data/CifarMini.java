package murmur.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A CIFAR-10 of 2,000 + 500 images, in both layouts, that the tests take apart.
public final class CifarMini {
    static final Path ARCHIVE = Path.of("src/test/resources/reference/CIFARmini.tar.gz");

    private static final Map<String, byte[]> FILES = unpacked();

    private CifarMini() {}

    private static Map<String, byte[]> unpacked() {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream file = Files.newInputStream(ARCHIVE);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName().replace("CIFARmini/", ""), tar.readAllBytes());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    /// All files whose `folder/file` starts so; the caller may change them.
    public static Map<String, byte[]> files(String start) {
        Map<String, byte[]> files = new TreeMap<>();
        FILES.forEach((name, content) -> {
            if (name.startsWith(start)) {
                files.put(name, content.clone());
            }
        });
        return files;
    }

    /// One file by `folder/file`.
    public static byte[] file(String name) {
        return Objects.requireNonNull(files(name).get(name));
    }

    public static Path unpack(Map<String, byte[]> files, Path target) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return target;
    }

    static Path pack(Map<String, byte[]> files, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            for (Map.Entry<String, byte[]> content : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(content.getKey());
                entry.setSize(content.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(content.getValue());
                tar.closeArchiveEntry();
            }
        }
        return target;
    }
}
