package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run over two hosts that is told to stop long before its first checkpoint.
@Timeout(600)
class StoppedHostsTest {
    private static final int LIMIT_SECONDS = 90;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path ini;

    @SuppressWarnings("NullAway.Init")
    private Process process;

    @BeforeEach
    void start() throws Exception {
        ini = new Desk(folder).digits("iterations = 4", "iterations = 1000000\ncheckpoint_every = 500000");
        process = MurmurProcess.start(folder, "run", ini, "--hosts", 2, "--log-dir", out());
        Path metrics = out().resolve("machine1/metrics.csv");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 20) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as(said()).isFalse();
        }
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void allAreSavedWhenAllAreToldToStop() throws Exception {
        MurmurProcess.signal("TERM", process.toHandle());

        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said())
                .containsOnlyOnce("murmur: saved a checkpoint, from which the same command goes on with --resume\n")
                .containsOnlyOnce("murmur: interrupted; results up to the last evaluation are in " + out() + "\n")
                .doesNotContain("was lost");
        checkWhatIsResumed();
    }

    @Test
    void allAreSavedWhenOneIsToldToStop() throws Exception {
        MurmurProcess.signal("TERM", MurmurProcess.host(1));

        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(said())
                .containsPattern("murmur: machine 1 \\(127.0.0.1:\\d+, nodes 8 … 15\\) was told to stop; all machines"
                        + " have saved a checkpoint after \\d+ iterations, from which the same commands go on with"
                        + " --resume\n");
        checkWhatIsResumed();
    }

    @Test
    void aFrozenHostDoesNotKeepTheOthersFromStopping() throws Exception {
        MurmurProcess.signal("STOP", MurmurProcess.host(1));
        MurmurProcess.signal("TERM", process.toHandle());

        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said()).doesNotContain("saved a checkpoint");
        assertThat(MurmurProcess.hosts()).isEmpty();
    }

    /// A few iterations more, in one process, give the models of a run that never stopped.
    private void checkWhatIsResumed() throws IOException {
        assertThat(MurmurProcess.hosts()).isEmpty();
        NavigableSet<Integer> everywhere = saved(0);
        everywhere.retainAll(saved(1));
        assertThat(everywhere).hasSize(1);
        int iterations = everywhere.first() + 3;
        run("--iterations", iterations, "--resume", "--log-dir", out());
        Path whole = folder.resolve("whole");
        run("--iterations", iterations, "--log-dir", whole);
        assertThat(FinalModels.of(out(), iterations)).hasSize(16).isEqualTo(FinalModels.of(whole, iterations));
    }

    private void run(Object... options) {
        List<Object> words = new java.util.ArrayList<>(List.of("run", ini));
        words.addAll(List.of(options));
        Murmur run = murmur(words.toArray());
        assertThat(run.status()).as(run.err()).isZero();
    }

    private NavigableSet<Integer> saved(int machine) throws IOException {
        try (Stream<Path> kept = Files.list(out().resolve("machine" + machine + "/checkpoints"))) {
            return new TreeSet<>(
                    kept.map(path -> Integer.valueOf(path.getFileName().toString()))
                            .toList());
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    private Path out() {
        return folder.resolve("out");
    }
}
