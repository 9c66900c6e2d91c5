package murmur.transport.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import murmur.BadInput;

/// The key of a run: one key pair with a certificate signed by itself, which every host has and which is the only one
/// that every host trusts. Whoever has the file belongs to the run.
public final class RunKeys {
    static final String FILE = "run.p12";

    /// The format wants one; what protects the key is the mode of its file.
    private static final String PASSWORD = "murmuration";

    private static final String NAME = "run";

    /// Clocks of machines may differ by a lot, and a certificate must be valid by all of them.
    private static final String START = "-1y";

    private static final String DAYS = "7300";

    private RunKeys() {}

    /// Makes a new key in a folder that only its owner can read.
    ///
    /// @return the file
    /// @throws BadInput if there is one already, or the folder cannot be written to
    public static Path create(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            throw BadInput.must(folder.toString(), "hold no keys", FILE).cure("use them, or name another folder");
        }
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException refused) {
            throw BadInput.must(folder.toString(), "be a folder that can be written to", refused.getMessage());
        }
        makePair(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /// The JDK makes certificates with a tool of its own only.
    private static void makePair(Path file) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=murmur",
                        "-startdate",
                        START,
                        "-validity",
                        DAYS,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0 || !Files.exists(file)) {
            throw new IOException("keytool could not make a key: " + said.strip());
        }
    }

    /// What connections with this key need: both sides show it, and accept no other.
    ///
    /// @throws BadInput if there is no usable key in the folder
    public static SSLContext read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isReadable(file)) {
            throw BadInput.must("--keys", "be a folder with a readable " + FILE, folder)
                    .cure("make one with: murmur keys create " + folder);
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw BadInput.must(file.toString(), "be made by murmur keys create", unusable.getMessage());
        }
    }
}
