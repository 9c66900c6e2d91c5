package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import murmur.random.Seed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A run that was cut short and resumed ends like one that never was.
@Timeout(240)
class ResumedRunTest {
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    private static Path desk;

    private static Path ini;
    private static Map<String, String> models;

    @TempDir
    private Path folder;

    /// Long enough to be killed in the middle.
    @BeforeAll
    static void runWithoutInterruption() throws IOException {
        ini = new Desk(desk)
                .digits("iterations = 4\ntest_after = 2", "iterations = 60\ntest_after = 7\ncheckpoint_every = 4");
        Murmur run = murmur("run", ini, "--log-dir", desk.resolve("whole"), "--checkpoint-every", 0);
        assertThat(run.status()).as(run.err()).isZero();
        models = FinalModels.of(desk.resolve("whole"), 60);
        assertThat(models).hasSize(16);
    }

    static LongStream moments() {
        return LongStream.range(0, 3);
    }

    static LongStream manyMoments() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aRunThatWasKilledAndResumedEndsTheSame(long seed) throws Exception {
        killAndResume(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manyMoments")
    void itDoesWheneverItIsKilled(long seed) throws Exception {
        killAndResume(100 + seed);
    }

    private void killAndResume(long seed) throws Exception {
        Process process = MurmurProcess.start(folder, "run", ini, "--log-dir", out());
        awaitCheckpoint(process);
        int moment = new Seed(seed).derive("kill").generator().nextInt(1500);
        process.waitFor(moment, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        checkResumed("--log-dir", out());
    }

    private void checkResumed(Object... options) throws IOException {
        List<Object> words = new java.util.ArrayList<>(List.of("run", ini, "--resume"));
        words.addAll(List.of(options));
        Murmur resumed = murmur(words.toArray());
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(FinalModels.of(out(), 60)).isEqualTo(models);
        assertThat(rows(out())).isEqualTo(rows(desk.resolve("whole")));
    }

    /// Without the last column, which says how noise cancels, and which only a run in one process fills.
    private static List<String> rows(Path results) throws IOException {
        return Files.readAllLines(results.resolve("metrics.csv")).stream()
                .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 19)))
                .toList();
    }

    @Test
    void theResultsOfEveryNodeAreTheSame() throws Exception {
        stopAtHalf();
        checkResumed("--log-dir", out());
        for (int node = 0; node < 16; node++) {
            String name = "machine0/" + node + "_results.json";
            assertThat(out().resolve(name))
                    .hasSameTextualContentAs(desk.resolve("whole").resolve(name));
        }
        assertThat(out().resolve("metrics.csv"))
                .hasSameTextualContentAs(desk.resolve("whole").resolve("metrics.csv"));
    }

    /// A run that ends there, and has saved its state a little earlier.
    private void stopAtHalf() {
        Murmur half = murmur("run", ini, "--iterations", 31, "--log-dir", out());
        assertThat(half.status()).as(half.err()).isZero();
    }

    @Test
    void aRunGoesOnOverOtherMachines() throws Exception {
        stopAtHalf();
        checkResumed("--hosts", 2, "--log-dir", out());
    }

    @Test
    void aRunOverMachinesGoesOnInOneProcess() throws Exception {
        Murmur half = murmur("run", ini, "--iterations", 31, "--hosts", 2, "--log-dir", out());
        assertThat(half.status()).as(half.err()).isZero();
        checkResumed("--log-dir", out());
    }

    @Test
    void onlyTheLastTwoCheckpointsAreKept() throws IOException {
        stopAtHalf();
        try (Stream<Path> kept = Files.list(checkpoints())) {
            assertThat(kept.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("24", "28");
        }
    }

    @Test
    void aDamagedCheckpointIsNotUsed() throws IOException {
        stopAtHalf();
        Path state = checkpoints().resolve("28/3.state");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
        checkResumed("--log-dir", out());
    }

    @Test
    void sigtermSavesACheckpointFirst() throws Exception {
        Process process = MurmurProcess.start(
                folder, "run", ini, "--iterations", 1_000_000, "--checkpoint-every", 500_000, "--log-dir", out());
        awaitRows(process);
        MurmurProcess.signal("TERM", process.toHandle());
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("stderr"))).contains("saved a checkpoint");
        int saved = saved().last();
        Murmur more = murmur("run", ini, "--iterations", saved + 5, "--resume", "--log-dir", out());
        assertThat(more.status()).as(more.err()).isZero();
        Murmur whole = murmur("run", ini, "--iterations", saved + 5, "--log-dir", folder.resolve("whole"));
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(FinalModels.of(out(), saved + 5))
                .hasSize(16)
                .isEqualTo(FinalModels.of(folder.resolve("whole"), saved + 5));
    }

    @Test
    void anotherExperimentIsNotMistakenForThisOne() throws IOException {
        stopAtHalf();
        checkRefused("--seed", 4);
    }

    @Test
    void norIsItOverSeveralMachines() throws IOException {
        stopAtHalf();
        checkRefused("--seed", 4, "--hosts", 2);
    }

    /// Nothing in the folder is touched.
    private void checkRefused(Object... options) throws IOException {
        List<String> before = new Desk(folder).content();
        List<Object> words = new java.util.ArrayList<>(List.of("run", ini, "--resume", "--log-dir", out()));
        words.addAll(List.of(options));
        Murmur other = murmur(words.toArray());
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).containsOnlyOnce("--resume must go on with the same experiment");
        assertThat(new Desk(folder).content()).isEqualTo(before);
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path checkpoints() {
        return out().resolve("machine0/checkpoints");
    }

    private NavigableSet<Integer> saved() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return new TreeSet<>();
        }
        try (Stream<Path> kept = Files.list(checkpoints())) {
            return new TreeSet<>(
                    kept.map(path -> Integer.valueOf(path.getFileName().toString()))
                            .toList());
        }
    }

    private void awaitCheckpoint(Process process) throws Exception {
        while (saved().isEmpty()) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private void awaitRows(Process process) throws Exception {
        Path metrics = out().resolve("metrics.csv");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 30) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                    .as(Files.readString(folder.resolve("stderr")))
                    .isFalse();
        }
    }
}
