package murmur.launch.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Carries folders to a machine and back. What is there already is left alone, and what was carried is compared, both
/// by
/// SHA-256.
public record Courier(Access access) {
    /// Lines would need quoting, zeros do not. An own pipe's status would hide that of `find`.
    private static final String SUMS =
            "test -d \"$1\" || exit 0; cd \"$1\" && find . -type f -print0 | xargs -0 -r" + " sha256sum -z";

    private static final String FOLDERS = "umask 077; for each do mkdir -p \"$each\" || exit; done";
    private static final int BUFFER = 1 << 20;
    private static final int HASH = 64;

    /// Makes a folder there look like one here; further files there stay.
    ///
    /// @param there a path that does not begin with a dash
    /// @return how many files were sent
    public int send(Path here, String there) throws IOException, InterruptedException {
        return send(here, sums(here), there);
    }

    /// The same for some files.
    ///
    /// @param wanted their checksums
    int send(Path here, SequencedMap<String, String> wanted, String there) throws IOException, InterruptedException {
        List<String> missing = differing(wanted, sums(there));
        if (!missing.isEmpty() || wanted.isEmpty()) {
            access.script(FOLDERS, folders(there, missing));
            access.send(here, missing, there);
            require(wanted, sums(there));
        }
        return missing.size();
    }

    /// Copies all files of a folder there to one here; further files here stay.
    ///
    /// @return how many files there are
    public int fetch(String there, Path here) throws IOException, InterruptedException {
        SequencedMap<String, String> wanted = sums(there);
        List<String> missing = differing(wanted, sums(here));
        for (String file : missing) {
            Files.createDirectories(
                    Optional.ofNullable(here.resolve(file).getParent()).orElse(here));
        }
        if (!missing.isEmpty()) {
            access.fetch(there, missing, here);
            require(wanted, sums(here));
        }
        return wanted.size();
    }

    /// Deletes a folder there.
    public void delete(String there) throws IOException, InterruptedException {
        access.script("rm -rf \"$1\"", List.of(there));
    }

    private static List<String> folders(String there, List<String> files) {
        List<String> folders = new ArrayList<>(List.of(there));
        files.stream()
                .filter(file -> file.contains("/"))
                .map(file -> there + "/" + file.substring(0, file.lastIndexOf('/')))
                .distinct()
                .forEach(folders::add);
        return folders;
    }

    private static List<String> differing(Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(found.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void require(Map<String, String> wanted, Map<String, String> found) throws IOException {
        List<String> wrong = differing(wanted, found);
        if (!wrong.isEmpty()) {
            throw new IOException(
                    access.name() + ": " + wrong.getFirst() + " must arrive with its checksum, did not; try again");
        }
    }

    private SequencedMap<String, String> sums(String there) throws IOException, InterruptedException {
        SequencedMap<String, String> sums = new TreeMap<>();
        for (String entry : access.script(SUMS, List.of(there)).split("\0", -1)) {
            // Checksum, two blanks, ./name
            if (entry.length() > HASH + 4) {
                sums.put(entry.substring(HASH + 4), entry.substring(0, HASH));
            }
        }
        return sums;
    }

    /// The checksums of all files of a folder here, by relative name.
    static SequencedMap<String, String> sums(Path folder) throws IOException {
        SequencedMap<String, String> sums = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return sums;
        }
        try (Stream<Path> walked = Files.walk(folder)) {
            for (Path file : walked.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(file).toString(), sum(file));
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return sums;
    }

    static String sum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
