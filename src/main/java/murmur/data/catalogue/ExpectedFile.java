package murmur.data.catalogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import murmur.data.catalogue.Finding.State;

/// A file, or the same gzipped, which different people's gzip packs differently; size and checksum are of what
/// is in it.
record ExpectedFile(String path, OptionalLong bytes, Optional<Checksum> checksum) implements Expected {
    private static final String GZIPPED = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;

    /// Where it is: the file itself before the gzipped one.
    Optional<Path> find(Path folder) {
        return Stream.of(path, path + GZIPPED)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public Finding look(Path folder, boolean thoroughly) {
        Optional<Path> found = find(folder);
        if (found.isEmpty()) {
            return Finding.missing(folder.resolve(path));
        }
        Path file = found.get();
        try {
            String problem = isGzipped(file) && !thoroughly ? "" : problem(file, thoroughly);
            State state = problem.isEmpty() ? State.PRESENT : State.DAMAGED;
            return new Finding(file, state, Files.size(file), problem.isEmpty() ? checked(thoroughly) : problem);
        } catch (IOException failure) {
            return new Finding(file, State.DAMAGED, file.toFile().length(), "cannot be read: " + failure.getMessage());
        }
    }

    private String checked(boolean thoroughly) {
        return !thoroughly
                ? "not checked"
                : checksum.map(sum -> sum.algorithm() + " is right").orElse("no checksum is published");
    }

    /// What is wrong with a file; empty if nothing is.
    private String problem(Path file, boolean thoroughly) throws IOException {
        if (!isGzipped(file) && bytes.isPresent() && Files.size(file) != bytes.getAsLong()) {
            return "length must be " + bytes.getAsLong() + " bytes, was " + Files.size(file);
        }
        if (!thoroughly || checksum.isEmpty()) {
            return "";
        }
        Checksum right = checksum.get();
        try (InputStream content = open(file)) {
            Checksum actual = right.of(content);
            return actual.equals(right)
                    ? ""
                    : right.algorithm() + (isGzipped(file) ? " of the content" : "") + " must be " + right.hex()
                            + ", was " + actual.hex();
        }
    }

    private static boolean isGzipped(Path file) {
        return file.toString().endsWith(GZIPPED);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            return isGzipped(file) ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
        } catch (IOException failure) {
            raw.close();
            throw failure;
        }
    }
}
