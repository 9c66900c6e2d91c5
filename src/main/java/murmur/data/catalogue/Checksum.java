package murmur.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A checksum as a publisher states it.
///
/// @param algorithm by Java's name, `MD5` or `SHA-256`
/// @param hex in small letters
public record Checksum(String algorithm, String hex) {
    static Checksum md5(String hex) {
        return new Checksum("MD5", hex);
    }

    static Checksum sha256(String hex) {
        return new Checksum("SHA-256", hex);
    }

    /// The checksum of a file, by the algorithm of this one.
    Checksum of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return of(content);
        }
    }

    /// The checksum of all that follows in `content`, by the algorithm of this one.
    Checksum of(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
