package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A run over several hosts, of which one is killed at some moment, and which is then resumed on as many machines, on
/// fewer, or on more.
@Timeout(600)
class KilledHostsTest {
    private static final int ITERATIONS = 120;
    private static final int LIMIT_SECONDS = 180;

    @TempDir
    private static Path desk;

    private static Path ini;
    private static Map<String, String> models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runWithoutInterruption() throws IOException {
        ini = new Desk(desk)
                .digits(
                        "iterations = 4\ntest_after = 2",
                        "iterations = " + ITERATIONS
                                + "\ntest_after = 40\ncheckpoint_every = 7\n[COMMUNICATION]\nfailure_timeout = 8");
        Murmur run = murmur("run", ini, "--log-dir", desk.resolve("whole"), "--checkpoint-every", 0);
        assertThat(run.status()).as(run.err()).isZero();
        models = FinalModels.of(desk.resolve("whole"), ITERATIONS);
        assertThat(models).hasSize(16);
    }

    static IntStream fewMoments() {
        return IntStream.range(0, 2);
    }

    static IntStream manyMoments() {
        return IntStream.range(2, 20);
    }

    @ParameterizedTest
    @MethodSource("fewMoments")
    void theRunEndsAsIfNothingHadHappened(int seed) throws Exception {
        killAndResume(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manyMoments")
    void itDoesWheneverAHostIsKilled(int seed) throws Exception {
        killAndResume(seed);
    }

    private void killAndResume(int seed) throws Exception {
        NumpyRandom random = new Seed(seed).derive("kill a host").generator();
        int hosts = 2 + random.nextInt(2);
        CompletableFuture<Murmur> running =
                CompletableFuture.supplyAsync(() -> murmur("run", ini, "--hosts", hosts, "--log-dir", out()));
        awaitCheckpoint(running);
        awaitMoment(running, random.nextInt(400));
        MurmurProcess.signal("KILL", MurmurProcess.host(random.nextInt(hosts)));

        Murmur killed = running.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(killed.status()).as(killed.err()).isEqualTo(3);
        assertThat(MurmurProcess.hosts()).isEmpty();
        checkResumed(seed);
    }

    /// Checkpoints of the first machine are there.
    private void awaitCheckpoint(CompletableFuture<?> running) throws Exception {
        Path checkpoints = out().resolve("machine0/checkpoints");
        while (!hasFiles(checkpoints)) {
            awaitMoment(running, 10);
        }
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static void awaitMoment(CompletableFuture<?> running, int millis) throws Exception {
        try {
            running.get(millis, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException expected) {
            return;
        }
        throw new AssertionError("the run was over before a host could be killed");
    }

    private void checkResumed(int seed) throws IOException {
        Path results = out();
        List<Object> words = new ArrayList<>(List.of("run", ini, "--resume"));
        switch (seed % 4) {
            case 0 -> words.addAll(List.of("--hosts", 2));
            case 1 -> {
                results = folder.resolve("collected");
                Murmur collected = murmur("collect", out(), "-o", results);
                assertThat(collected.status()).as(collected.err()).isZero();
            }
            case 2 -> words.addAll(List.of("--hosts", 3));
            default -> {}
        }
        words.addAll(List.of("--log-dir", results));
        Murmur resumed = murmur(words.toArray());
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(FinalModels.of(results, ITERATIONS)).isEqualTo(models);
    }

    private Path out() {
        return folder.resolve("out");
    }
}
