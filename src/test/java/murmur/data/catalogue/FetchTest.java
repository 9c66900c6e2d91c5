package murmur.data.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.catalogue.MoodyServer.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FetchTest {
    private static final byte[] CONTENT = Samples.bytes(300_000);

    @TempDir
    private Path folder;

    private final MoodyServer server = new MoodyServer(CONTENT);
    private final List<FetchEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Fetch.Outcome fetch() throws IOException, InterruptedException {
        return fetch(Optional.empty(), false);
    }

    private Fetch.Outcome fetch(Optional<Path> from, boolean replace) throws IOException, InterruptedException {
        return new Fetch(Samples.oneFile(server.address("x.bin"), CONTENT), folder, from, replace)
                .run(Samples.IMPATIENT, new AptGet(List.of()), events::add);
    }

    private byte[] fetched() throws IOException {
        return Files.readAllBytes(folder.resolve("X/x.bin"));
    }

    private void nothingIsLeftOver() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("X", ".fetch-sample.lock");
        }
    }

    @Test
    void aFileIsLoadedOnceAndThenFound() throws Exception {
        assertThat(fetch().fetched()).isTrue();
        assertThat(fetch().fetched()).isFalse();

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests()).hasSize(1);
        nothingIsLeftOver();
    }

    @Test
    void afterACutOnlyTheRestIsAskedForAndSent() throws Exception {
        server.then(new Mood.CutOff(100_000), new Mood.CutOff(50_000));

        fetch();

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests())
                .containsExactly(
                        new MoodyServer.Request("", "", 100_000),
                        new MoodyServer.Request("bytes=100000-", "\"1\"", 50_000),
                        new MoodyServer.Request("bytes=150000-", "\"1\"", 150_000));
    }

    @Test
    void aStalledConnectionIsGivenUpAndGoneOnWith() throws Exception {
        server.then(new Mood.Stall(70_000));

        fetch();

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests().getLast()).isEqualTo(new MoodyServer.Request("bytes=70000-", "\"1\"", 230_000));
        assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("nothing came for 0.5 s"));
    }

    @Test
    void aServerThatIgnoresRangesSendsAllAnew() throws Exception {
        server.then(new Mood.CutOff(100_000), new Mood.NoRanges());

        fetch();

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests().getLast().sent()).isEqualTo(CONTENT.length);
    }

    @Test
    void aFileThatChangedBetweenTwoAttemptsBeginsAnew() throws Exception {
        byte[] old = CONTENT.clone();
        Arrays.fill(old, 0, 1000, (byte) 7);
        server.change(old, "\"0\"");
        server.then(new Mood.CutOff(100_000), new Mood.Status(404));
        assertThatThrownBy(this::fetch).isInstanceOf(FetchFailure.class);
        server.change(CONTENT, "\"1\"");

        fetch();

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests().getLast())
                .isEqualTo(new MoodyServer.Request("bytes=100000-", "\"0\"", CONTENT.length));
    }

    @Test
    void aWrongFileIsThrownAwayAndBothSumsAreNamed() throws Exception {
        server.change("not the file".getBytes(UTF_8), "\"1\"");

        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining(server.address("x.bin") + ": MD5 must be "
                        + Samples.md5(CONTENT).hex() + ", was "
                        + Samples.md5("not the file".getBytes(UTF_8)).hex());

        assertThat(folder.resolve(".fetch-sample/x.bin.part")).doesNotExist();
        assertThat(folder.resolve(".fetch-sample/x.bin")).doesNotExist();
        assertThat(folder.resolve("X")).doesNotExist();
    }

    @Test
    void aServerErrorIsTriedAgainAndARefusalIsNot() throws Exception {
        server.then(new Mood.Status(404));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchFailure.class)
                .hasMessage(server.address("x.bin") + ": the server answered with status 404");
        assertThat(server.requests()).hasSize(1);

        server.then(new Mood.Status(500), new Mood.Status(503));
        fetch();
        assertThat(fetched()).isEqualTo(CONTENT);
    }

    @Test
    void attemptsThatBringNothingAreBounded() {
        Mood[] moods = Collections.nCopies(20, new Mood.Status(500)).toArray(Mood[]::new);
        server.then(moods);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("gave up after 4 attempts: the server answered with status 500");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void manyThreadsFetchOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Fetch.Outcome>> outcomes =
                    threads.invokeAll(Collections.nCopies(30, (Callable<Fetch.Outcome>) this::fetch));

            int fetched = 0;
            for (Future<Fetch.Outcome> outcome : outcomes) {
                assertThat(outcome.get().inventory().complete()).isTrue();
                fetched += outcome.get().fetched() ? 1 : 0;
            }
            assertThat(fetched).isEqualTo(1);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void damagedFilesAreReplacedByForceOnly() throws Exception {
        Path file = Files.createDirectories(folder.resolve("X")).resolve("x.bin");
        Files.writeString(file, "precious");

        assertThatThrownBy(this::fetch)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("x.bin: MD5 must be ")
                .hasMessageContaining("or replace it with --force");
        assertThat(file).hasContent("precious");

        fetch(Optional.empty(), true);
        assertThat(fetched()).isEqualTo(CONTENT);
    }

    @Test
    void aFolderOfTheUserIsTheOnlySourceIfGiven() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        assertThatThrownBy(() -> fetch(Optional.of(own), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "--from: " + own + ": must hold sample, or x.bin, but " + own.resolve("x.bin") + ": missing");
        Files.write(own.resolve("x.bin"), CONTENT);

        fetch(Optional.of(own), false);

        assertThat(fetched()).isEqualTo(CONTENT);
        assertThat(server.requests()).isEmpty();
    }
}
