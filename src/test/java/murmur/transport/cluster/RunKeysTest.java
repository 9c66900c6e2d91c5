package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunKeysTest {
    @TempDir
    private Path folder;

    @Test
    void keysAreValidOnMachinesWhoseClocksAreManyDaysOff() throws Exception {
        Path file = RunKeys.create(folder.resolve("keys"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "murmuration".toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("run");
        for (long days : new long[] {-300, 0, 3650}) {
            Date there = Date.from(Instant.now().plus(Duration.ofDays(days)));
            assertThatCode(() -> certificate.checkValidity(there)).doesNotThrowAnyException();
        }
    }
}
