package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes are killed and stopped, and `on_failure = continue`.
@Timeout(900)
class ContinuedHostsTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String CONTINUE =
            "test_after = 2\n[COMMUNICATION]\nfailure_timeout = 6\non_failure = continue";
    private static final String FOR_EVER = "iterations = 10000000\n";
    private static final String ABSENT = "was lost; it had completed \\d+ iterations; its nodes are absent from"
            + " iteration \\d+ on, the others go on\n";

    @TempDir
    private Path folder;

    private @Nullable Process started;

    private Path out(String name) {
        return folder.resolve(name);
    }

    private Path stderr() {
        return folder.resolve("stderr");
    }

    /// Hosts still write for a moment when the process that started them is gone: they are waited for.
    @AfterEach
    void end() {
        if (started != null) {
            List<ProcessHandle> hosts = started.descendants().toList();
            started.destroyForcibly().onExit().join();
            hosts.forEach(host -> host.onExit().join());
        }
    }

    /// Starts a run over three hosts; returns when `file` of its results has so many lines.
    private Process start(String keys, String file, int lines) throws Exception {
        Path ini = new Desk(folder).digits("iterations = 4\ntest_after = 2", keys + CONTINUE);
        Process process = MurmurProcess.start(folder, "run", ini, "--hosts", 3, "--log-dir", out("out"));
        started = process;
        await(process, () -> lines(out("out").resolve(file)) > lines);
        return process;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Process process, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            assertThat(ended)
                    .as("ended, having said %s", Files.readString(stderr()))
                    .isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private void awaitSaid(Process process, String text) throws Exception {
        await(process, () -> Files.readString(stderr()).contains(text));
    }

    @Test
    void whenTheFirstMachineAndThenAnotherAreKilledTheLastGoesOn() throws Exception {
        Process process = start(FOR_EVER, "machine1/metrics.csv", 6);
        MurmurProcess.signal("KILL", MurmurProcess.host(0));
        awaitSaid(process, "its nodes are absent");
        MurmurProcess.signal("KILL", MurmurProcess.host(2));
        awaitSaid(process, "machine 1: warning: machine 2");
        int before = lines(out("out").resolve("machine1/metrics.csv"));
        await(process, () -> lines(out("out").resolve("machine1/metrics.csv")) > before + 10);
        assertThat(Files.readString(stderr()))
                .containsPattern("machine 1: warning: machine 0 \\(127.0.0.1:\\d+, nodes 0 … 5\\) " + ABSENT)
                .containsPattern("machine 1: warning: machine 2 \\(127.0.0.1:\\d+, nodes 11 … 15\\) " + ABSENT)
                .doesNotContain("machine 2: warning");
        assertThat(Files.readString(out("out").resolve("machine1/manifest.json")))
                .containsPattern("\"lost\" : \\[ \\{\\s+\"machine\" : 0,\\s+\"nodes\" : \\[ 0, 1, 2, 3, 4, 5 \\],");
    }

    @Test
    void aMachineThatComesBackFindsThatItIsOutAndStops() throws Exception {
        Process process = start(FOR_EVER, "machine1/metrics.csv", 6);
        ProcessHandle frozen = MurmurProcess.host(1);
        MurmurProcess.signal("STOP", frozen);
        awaitSaid(process, "its nodes are absent");
        MurmurProcess.signal("CONT", frozen);
        frozen.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        awaitSaid(process, "this one, machine 1, for lost; it cannot take part any more");
        assertThat(MurmurProcess.host(0).isAlive()).isTrue();
        assertThat(MurmurProcess.host(2).isAlive()).isTrue();
    }

    @Test
    void aRunThatLostAMachineIsDoneAndCanBeRepeatedWithAllFromBeforeTheLoss() throws Exception {
        String keys = "iterations = 300\ncheckpoint_every = 10\n";
        Process process = start(keys, "machine1/metrics.csv", 12);
        MurmurProcess.signal("KILL", MurmurProcess.host(1));
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        String said = Files.readString(stderr());
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .containsPattern("machine 0: warning: machine 1 \\(127.0.0.1:\\d+, nodes 6 … 10\\) " + ABSENT)
                .containsPattern("machine 0: warning: the run is done, but not with all of its nodes: without machine"
                        + " 1 \\(127.0.0.1:\\d+, nodes 6 … 10\\)\n");
        assertThat(FinalModels.of(out("out"), 300)).hasSize(11).doesNotContainKey("299_weight_6.npy");
        assertThat(Files.readString(out("out").resolve("manifest.json"))).contains("\"state\" : \"done\"", "\"lost\"");

        Path ini = new Desk(folder).digits("iterations = 4\ntest_after = 2", keys + CONTINUE);
        Murmur again = murmur("run", ini, "--hosts", 3, "--resume", "--log-dir", out("out"));
        assertThat(again.status()).as(again.err()).isZero();
        Murmur whole = murmur("run", ini, "--checkpoint-every", 0, "--log-dir", out("whole"));
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(FinalModels.of(out("out"), 300)).hasSize(16).isEqualTo(FinalModels.of(out("whole"), 300));
        assertThat(Files.readString(out("out").resolve("manifest.json"))).doesNotContain("\"lost\"");
    }

    @Test
    void aMachineThatIsToldToStopLeavesACheckpointOfAllAndTheOthersGoOn() throws Exception {
        Process process = start("iterations = 10000000\ncheckpoint_every = 5000000\n", "machine1/metrics.csv", 6);
        MurmurProcess.signal("TERM", MurmurProcess.host(1));
        awaitSaid(process, "its nodes are absent");
        int before = lines(out("out").resolve("machine2/metrics.csv"));
        await(process, () -> lines(out("out").resolve("machine2/metrics.csv")) > before + 10);

        String told = "it was told to stop; all machines have saved a checkpoint after \\d+ iterations, from which the"
                + " same commands go on with --resume";
        assertThat(Files.readString(stderr()))
                .containsPattern("machine 0: warning: machine 1 \\(127.0.0.1:\\d+, nodes 6 … 10\\) was lost \\(" + told
                        + "\\); it had completed \\d+ iterations; its nodes are absent from");
        assertThat(MurmurProcess.hosts()).hasSize(2);
    }
}
