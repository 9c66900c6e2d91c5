package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `murmur launch slurm` on a real Slurm.
@Tag("root")
@Timeout(600)
class SlurmTest {
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

    private Path digits(int iterations) {
        return new Desk(user)
                .file("it's $HOME.ini", Desk.DIGITS.replace("iterations = 4", "iterations = " + iterations));
    }

    private void requireBitsOfOneProcess(Path ini, Path results, int iterations) throws IOException {
        Path one = user.resolve("one");
        assertThat(murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(results, iterations)).hasSize(16).isEqualTo(FinalModels.of(one, iterations));
        assertThat(results.resolve("metrics.csv")).exists();
    }

    private void requireNothingLeft() throws Exception {
        assertThat(cluster.ask("squeue", "--noheader")).isEmpty();
        assertThat(user.resolve("work/launches")).isEmptyDirectory();
    }

    @Test
    void threeNodesGiveTheBitsOfOneProcessWhateverNamesAreCalled() throws Exception {
        Path ini = digits(4);
        Path results = user.resolve("results '; touch pwned");

        int status = cluster.end(cluster.launch(ini, results, "--walltime", "10"));

        assertThat(status).as(cluster.said()).isZero();
        requireBitsOfOneProcess(ini, results, 4);
        requireNothingLeft();
        assertThat(results.resolve("slurm/job.sh")).content().contains("#SBATCH --time=10\n");
        assertThat(results.resolve("slurm/host2.log")).content().contains("machine 2 is n3");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::getFileName).map(Path::toString)).doesNotContain("pwned");
        }
    }

    @Test
    void aLostNodeHasTheJobStartedAgainFromItsCheckpointToTheSameBits() throws Exception {
        Path ini = digits(100);
        Path results = user.resolve("results");
        Process launch = cluster.launch(ini, results);
        awaitCheckpoint();

        cluster.control("kill", "n2");
        cluster.await(
                "the loss",
                () -> cluster.ask("squeue", "--noheader", "--format=%T").equals("PENDING"));
        cluster.control("start", "n2");

        assertThat(cluster.end(launch)).as(cluster.said()).isZero();
        requireBitsOfOneProcess(ini, results, 100);
        assertThat(results.resolve("slurm/job.log")).content().contains("attempt 1: hosts that succeeded: 3");
        requireGoneOn(results);
        requireNothingLeft();
    }

    @Test
    void aJobIsStartedAgainFromItsCheckpointBeforeTheTimeLimitToTheSameBits() throws Exception {
        Path ini = digits(60);
        Path results = user.resolve("results");
        Process launch = cluster.launch(ini, results);
        awaitCheckpoint();

        // What Slurm does a minute before the limit.
        cluster.ask("scancel", "--batch", "--signal=TERM", "--name=murmur-" + cluster.launchId());

        assertThat(cluster.end(launch)).as(cluster.said()).isZero();
        requireBitsOfOneProcess(ini, results, 60);
        assertThat(results.resolve("slurm/job.sh")).content().contains("#SBATCH --signal=B:TERM@60\n");
        assertThat(results.resolve("slurm/job.log"))
                .content()
                .contains("attempt 0: told to end", "attempt 0: will be started again")
                .contains("attempt 1: hosts that succeeded: 3");
        requireGoneOn(results);
        requireNothingLeft();
    }

    private void awaitCheckpoint() throws Exception {
        awaitStart();
        Path staged = cluster.staged();
        cluster.await("a checkpoint", () -> hasCheckpoint(staged.resolve("results/machine1/checkpoints")));
    }

    /// Not from the beginning.
    private static void requireGoneOn(Path results) {
        for (int machine = 0; machine < 3; machine++) {
            assertThat(results.resolve("machine" + machine + "/run.log"))
                    .content()
                    .containsPattern("goes on after [1-9][0-9]* iterations");
        }
    }

    private void awaitStart() throws Exception {
        Path work = user.resolve("work/launches");
        cluster.await(
                "a start",
                () -> Files.exists(work) && Files.exists(cluster.staged().resolve("attempt")));
    }

    private static boolean hasCheckpoint(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> saved = Files.list(checkpoints)) {
            return saved.count() >= 2;
        }
    }

    @Test
    void aLauncherKilledBeforeItKnowsItsJobFindsItAgain() throws Exception {
        Path ini = digits(4);
        Path results = user.resolve("results");
        Path pid = user.resolve("pid");
        cluster.replaceSbatch("""
                [[ $1 == --parsable ]] || exec /usr/bin/sbatch "$@"
                /usr/bin/sbatch "$@" || exit
                until [[ -s $0.pid ]]; do sleep 0.1; done
                kill -KILL "$PPID" "$(<"$0.pid")"
                """);
        Process launch = cluster.launch(ini, results);
        Files.writeString(user.resolve("pid"), Long.toString(launch.pid()));
        Files.move(pid, user.resolve("bin/sbatch.pid"));
        assertThat(cluster.end(launch)).isEqualTo(128 + 9);
        cluster.restoreSbatch();

        int status = cluster.end(cluster.murmur("launch", "resume", cluster.launchId()));

        assertThat(status).as(cluster.said()).isZero();
        assertThat(cluster.ask("squeue", "--noheader", "--states=all", "--format=%j"))
                .isEqualTo("murmur-" + cluster.launchId());
        requireBitsOfOneProcess(ini, results, 4);
    }

    @Test
    void aCancelledLaunchLeavesNoJobButItsResults() throws Exception {
        Path results = user.resolve("results");
        Process launch = cluster.launch(digits(1_000_000), results);
        awaitStart();
        Path metrics = cluster.staged().resolve("results/machine2/metrics.csv");
        cluster.await(
                "rows",
                () -> Files.exists(metrics) && Files.readAllLines(metrics).size() > 1);

        assertThat(cluster.end(cluster.murmur("launch", "cancel", cluster.launchId())))
                .isZero();

        assertThat(cluster.end(launch)).isEqualTo(Main.INTERRUPTED);
        requireNothingLeft();
        assertThat(results.resolve("machine2/metrics.csv")).exists();
        assertThat(results.resolve("machine2/checkpoints")).isNotEmptyDirectory();
        assertThat(results.resolve("slurm/job.log"))
                .content()
                .contains("told to end")
                .doesNotContain("started again");
    }

    @Test
    void whatSlurmCouldNeverRunIsRefusedAndTouchesNothing() throws Exception {
        Path ini = digits(4);
        Path results = user.resolve("results");
        for (List<String> wrong : List.of(
                List.of("--partition", "$(touch${IFS}pwned)", "Invalid partition name specified"),
                List.of("--walltime", "1;touch x", "without blanks, quotes"),
                List.of("--mem", "900G", "Requested node configuration is not available"))) {
            int status = cluster.end(cluster.launch(ini, results, wrong.get(0), wrong.get(1)));
            assertThat(status).as(cluster.said()).isEqualTo(2);
            assertThat(cluster.said()).contains(wrong.get(2));
        }
        assertThat(results).doesNotExist();
        assertThat(user.resolve("work")).doesNotExist();
        assertThat(cluster.ask("squeue", "--noheader", "--states=all")).isEmpty();
    }
}
