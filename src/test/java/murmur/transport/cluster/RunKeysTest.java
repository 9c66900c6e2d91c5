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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunKeysTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 3650})
    void keysAreValidOnMachinesWhoseClocksAreManyDaysOff(long days) throws Exception {
        Path file = RunKeys.create(folder.resolve("keys"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "murmuration".toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("run");
        Date there = Date.from(Instant.now().plus(Duration.ofDays(days)));
        assertThatCode(() -> certificate.checkValidity(there)).doesNotThrowAnyException();
    }
}
