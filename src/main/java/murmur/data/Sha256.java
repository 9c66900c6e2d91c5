package murmur.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Checksums of data in memory, in hexadecimal.
public final class Sha256 {
    private Sha256() {}

    /// The checksum of some arrays, one after the other.
    public static String of(byte[]... parts) {
        return of(digest -> {
            for (byte[] part : parts) {
                digest.update(part);
            }
        });
    }

    /// The checksum of what `content` feeds in.
    static String of(Consumer<MessageDigest> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.accept(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
