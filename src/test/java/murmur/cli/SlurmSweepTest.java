package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `murmur sweep --on slurm` on a real Slurm.
@Tag("root")
@Timeout(240)
class SlurmSweepTest {
    private static final int ITERATIONS = 100;
    private static final String FOUR = Desk.DIGITS.replace("iterations = 4", "iterations = " + ITERATIONS)
            + "[SWEEP]\nnoise_std = 0.05, 0.1\nrandom_seed = 90, 91\n";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path user;

    @SuppressWarnings("NullAway.Init")
    private SlurmCluster cluster;

    @BeforeEach
    void start() throws Exception {
        user = Files.createDirectories(folder.resolve("a user's $(touch pwned) \"%j\" \\1; #"));
        cluster = new SlurmCluster(folder.resolve("cluster"), user);
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    private Path out() {
        return user.resolve("out");
    }

    private Process sweep(Path ini, Object... more) throws IOException {
        List<Object> words = List.of("sweep", ini, "--output", out(), "--yes", "--no-calibration", "--on", "slurm");
        Object[] all = Stream.of(
                        words.stream(),
                        Stream.of(more),
                        Stream.of("--", "--program", cluster.program(), "--work", user.resolve("work")))
                .flatMap(each -> each)
                .toArray();
        return cluster.murmur(all);
    }

    private static List<String> runs(Path sweep) throws IOException {
        try (Stream<Path> all = Files.list(sweep)) {
            return all.map(each -> each.getFileName().toString())
                    .filter(name -> !name.equals("slurm"))
                    .sorted()
                    .toList();
        }
    }

    private void requireResultsOfThisMachine(Path ini, int iterations) throws IOException {
        Path here = user.resolve("here");
        Murmur sweep = murmur("sweep", ini, "--output", here, "--yes", "--no-calibration", "--jobs", 2);
        assertThat(sweep.status()).as(sweep.err()).isZero();
        assertThat(runs(out())).isEqualTo(runs(here));
        for (String run : runs(here)) {
            assertThat(FinalModels.of(out().resolve(run), iterations))
                    .hasSize(16)
                    .isEqualTo(FinalModels.of(here.resolve(run), iterations));
        }
    }

    /// One that is whole: that before the newest.
    private static boolean hasCheckpoint(Path run) throws IOException {
        Path checkpoints = run.resolve("machine0/checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> saved = Files.list(checkpoints)) {
            return saved.count() >= 2;
        }
    }

    private void await(Process sweep, String what, Callable<Boolean> condition) throws Exception {
        cluster.await(what, () -> {
            assertThat(sweep.isAlive()).as(cluster.said()).isTrue();
            return condition.call();
        });
    }

    /// The JVM of a run.
    private ProcessHandle process(Path run) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .filter(process -> process.info().commandLine().orElse("").contains("--log-dir " + run + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anArrayIsSubmittedOnceAndTheSameCommandRunsAgainWhatFailed() throws Exception {
        Path ini = new Desk(user).file("s.ini", FOUR);
        Process first = sweep(ini, "--jobs", 2);
        await(
                first,
                "two runs",
                () -> cluster.ask("squeue", "--noheader", "--states=R").lines().count() == 2);
        String name = runs(out()).getFirst();
        first.destroyForcibly().waitFor();

        Process second = sweep(ini, "--jobs", 2);
        await(second, "a checkpoint", () -> hasCheckpoint(out().resolve(name)));
        process(out().resolve(name)).destroyForcibly();

        assertThat(cluster.end(second)).as(cluster.said()).isEqualTo(3);
        assertThat(cluster.said())
                .contains(name + " failed: ended with status 137", "[4/4]", "runs again what is not done")
                .doesNotContain("1 more");
        assertThat(cluster.ask("squeue", "--noheader", "--states=all", "--format=%F")
                        .lines()
                        .distinct())
                .hasSize(1);
        assertThat(script()).contains("#SBATCH --array=0-3%2\n");

        int third = cluster.end(sweep(ini, "--jobs", 2));
        assertThat(third).as(cluster.said()).isZero();
        assertThat(cluster.said()).contains("[1/1] " + name);
        assertThat(Files.readString(out().resolve(name).resolve("run.log"))).contains("goes on after ");
        requireResultsOfThisMachine(ini, ITERATIONS);
        assertThat(user.resolve("work/launches")).isEmptyDirectory();
    }

    private String script() throws IOException {
        try (Stream<Path> launches = Files.list(out().resolve("slurm"))) {
            return Files.readString(launches.findFirst().orElseThrow().resolve("job.sh"));
        }
    }

    @Test
    void valuesMeanNothingToAShell() throws Exception {
        List<String> values = List.of("$(touch pwned)", "'; touch pwned; \"");
        for (String value : values) {
            Files.createDirectories(user.resolve(value));
        }
        String sweep = "[SWEEP]\nEXPERIMENT.datasets = " + String.join(", ", values) + "\n";
        Path ini = new Desk(user).file("it's.ini", Desk.DIGITS + sweep);

        int status = cluster.end(sweep(ini));

        assertThat(status).as(cluster.said()).isZero();
        requireResultsOfThisMachine(ini, 4);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::getFileName).map(Path::toString)).doesNotContain("pwned");
        }
    }

    @Test
    void aCancelledSweepLeavesCheckpointsThatTheSameCommandGoesOnFrom() throws Exception {
        Path ini = new Desk(user).file("s.ini", FOUR.replace("0.05, 0.1\n", "0.1\n"));
        Process left = sweep(ini, "--jobs", 1);
        await(
                left,
                "a run",
                () -> Files.isDirectory(out())
                        && hasCheckpoint(out().resolve(runs(out()).getFirst())));
        MurmurProcess.signal("INT", left.toHandle());
        assertThat(cluster.end(left)).isEqualTo(Main.INTERRUPTED);
        assertThat(cluster.said()).contains("murmur launch cancel " + cluster.launchId());
        assertThat(cluster.end(cluster.murmur("sweep", ini, "--output", out(), "--yes")))
                .as(cluster.said())
                .isEqualTo(2);
        assertThat(cluster.said()).contains("must wait for launch " + cluster.launchId());

        assertThat(cluster.end(cluster.murmur("launch", "cancel", cluster.launchId())))
                .as(cluster.said())
                .isZero();

        assertThat(cluster.ask("squeue", "--noheader")).isEmpty();
        assertThat(user.resolve("work/launches")).isEmptyDirectory();
        assertThat(cluster.end(sweep(ini))).as(cluster.said()).isZero();
        requireResultsOfThisMachine(ini, ITERATIONS);
    }
}
