package murmur.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import murmur.data.catalogue.MoodyServer.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FetchProcessesTest {
    private static final int BYTES = 300_000;
    private static final int PAUSE = 100_000;

    @TempDir
    private Path folder;

    private final MoodyServer server = new MoodyServer(Samples.bytes(BYTES)).then(new Mood.Pause(PAUSE));

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private FetchingProcess start() throws IOException {
        return FetchingProcess.start(server.address("x.bin"), BYTES, folder);
    }

    @Test
    void oneOfThreeProcessesFetchesAndTheOthersSayWhomTheyWaitFor() throws Exception {
        try (FetchingProcess first = start()) {
            server.awaitStall();
            try (FetchingProcess second = start();
                    FetchingProcess third = start()) {
                String waiting = "Waiting[holder=process " + first.process().pid() + " on ";
                assertThat(second.line()).startsWith(waiting);
                assertThat(third.line()).startsWith(waiting);
                server.goOn();
                for (FetchingProcess each : List.of(first, second, third)) {
                    assertThat(each.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
                    assertThat(each.process().exitValue()).isZero();
                }
            }
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(folder.resolve("X/x.bin")).hasBinaryContent(Samples.bytes(BYTES));
    }

    @Test
    void afterAKilledProcessTheNextOneLoadsTheRestOnly() throws Exception {
        Path part = folder.resolve(".fetch-sample/x.bin.part");
        try (FetchingProcess killed = start()) {
            server.awaitStall();
            while (!Files.exists(part) || Files.size(part) < PAUSE) {
                assertThat(killed.process().waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
            }
            killed.process().destroyForcibly().waitFor();
        }
        assertThat(folder.resolve("X")).doesNotExist();

        new Fetch(Samples.oneFile(server.address("x.bin"), Samples.bytes(BYTES)), folder, Optional.empty(), false)
                .run(Samples.IMPATIENT, new AptGet(List.of()), event -> {});

        assertThat(server.requests().getLast())
                .isEqualTo(new MoodyServer.Request("bytes=" + PAUSE + "-", "\"1\"", BYTES - PAUSE));
        assertThat(folder.resolve("X/x.bin")).hasBinaryContent(Samples.bytes(BYTES));
    }
}
