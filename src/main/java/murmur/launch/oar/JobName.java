package murmur.launch.oar;

import java.nio.charset.StandardCharsets;
import murmur.data.Sha256;

/// The name of the job of a launch: that which the user gave, and the launch's token, by which it is found again. It is
/// made of characters that mean nothing to a shell, to SQL, to a URI or to a file system.
public record JobName(String text) {
    /// What OAR accepts.
    private static final int LONGEST = 100;

    private static final int DIGEST = 16;

    public JobName {
        if (!text.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]{0,99}")) {
            throw new IllegalArgumentException(text);
        }
    }

    /// A name that is too long is cut, and ends in a digest of the whole.
    public static JobName of(String given, String token) {
        return new JobName(plain(given, LONGEST - 1 - token.length()) + "-" + token);
    }

    /// A name as part of that of a folder: whole, but for characters that are none of a name.
    public static String plain(String given, int longest) {
        String plain = given.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[.-]", "_");
        if (!plain.isEmpty() && plain.length() <= longest) {
            return plain;
        }
        String digest = Sha256.of(given.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
        return plain.isEmpty() ? digest : plain.substring(0, longest - 1 - DIGEST) + "-" + digest;
    }
}
