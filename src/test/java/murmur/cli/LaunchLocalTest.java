package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Launches on this machine, with processes that outlive their launcher.
@Timeout(300)
class LaunchLocalTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Launchpad pad;

    @BeforeEach
    void setUp() {
        pad = new Launchpad(folder, List.of());
    }

    /// What a test that failed has left running.
    @AfterEach
    void stop() throws Exception {
        for (String id : pad.ids()) {
            pad.beside().launch("cancel", id, "--abandon");
        }
    }

    private Path results() {
        return folder.resolve("results");
    }

    private Process start(Path ini) throws IOException {
        return pad.start("local", ini, "--hosts", 2, "--log-dir", results());
    }

    private void requireResultsOf(Path ini) throws IOException {
        Path one = folder.resolve("one");
        assertThat(Murmur.murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(results(), 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
        assertThat(Files.readAllLines(results().resolve("metrics.csv")))
                .hasSameSizeAs(Files.readAllLines(one.resolve("metrics.csv")));
    }

    @Test
    void aLaunchGivesTheBitsOfARunHereAndLeavesNothingElse() throws Exception {
        Path ini = new Desk(folder).digits();

        Launchpad.Ended ended = pad.end(start(ini));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("Results: " + results() + "\n");
        requireResultsOf(ini);
        assertThat(staging()).isEmpty();
        Murmur report = Murmur.murmur("report", results(), "--output", folder.resolve("report"));
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.err()).doesNotContain("warning");
        assertThat(pad.launch("list", "--json").out())
                .contains("\"launch\":\"" + pad.id() + "\"", "\"site\":\"local\"", "\"state\":\"done\"");
        requireForgotten();
    }

    private void requireForgotten() throws Exception {
        Path kept = folder.resolve("state/launches/" + pad.id());
        Launchpad.Ended neither = pad.launch("forget");
        assertThat(neither.status()).isEqualTo(2);
        assertThat(neither.err()).contains("launch forget must have one ID or more, or --all, was neither");
        assertThat(kept.resolve("launch.json")).exists();
        Launchpad.Ended forgotten = pad.launch("forget", pad.id());
        assertThat(forgotten.status()).as(forgotten.err()).isZero();
        assertThat(kept).doesNotExist();
        assertThat(results().resolve("metrics.csv")).exists();
    }

    private List<Path> staging() throws IOException {
        try (Stream<Path> staged = Files.list(folder.resolve("state/launches/" + pad.id() + "/here/launches"))) {
            return staged.toList();
        }
    }

    @Test
    void theRunOutlivesItsLauncherAndIsFollowedByAnother() throws Exception {
        Path ini = new Desk(folder).digits();
        Process launcher = start(ini);
        pad.await(launcher, () -> pad.said().contains("start\n"));

        launcher.destroyForcibly().waitFor();
        Launchpad.Ended ended = pad.launch("resume", pad.id());

        assertThat(ended.status()).as(ended.err()).isZero();
        requireResultsOf(ini);
    }

    private Process startEndless() throws Exception {
        Process launcher = start(new Desk(folder).digits("iterations = 4\n", "iterations = 1000000\n"));
        pad.await(launcher, () -> pad.said().contains("start\n"));
        Path metrics = staging().getFirst().resolve("results/machine1/metrics.csv");
        pad.await(
                launcher,
                () -> Files.exists(metrics) && Files.readAllLines(metrics).size() > 9);
        return launcher;
    }

    @Test
    void ctrlCLeavesTheRunAloneAndSaysHowToGoOn() throws Exception {
        Process launcher = startEndless();

        MurmurProcess.signal("INT", launcher.toHandle());

        Launchpad.Ended ended = pad.end(launcher);
        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.err())
                .contains("murmur: left launch " + pad.id() + " at step follow; what runs goes on. To follow it again: "
                        + "murmur launch resume " + pad.id() + "; to end it: murmur launch cancel " + pad.id());
        assertThat(hosts()).isEqualTo(2);

        Launchpad.Ended refused = pad.launch("forget", pad.id());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("launch " + pad.id() + " must be over to be forgotten, was at follow");

        Launchpad.Ended cancelled = pad.launch("cancel", pad.id());

        assertThat(cancelled.status()).as(cancelled.err()).isZero();
        assertThat(hosts()).isZero();
        assertThat(results().resolve("metrics.csv")).isNotEmptyFile();
        assertThat(staging()).isEmpty();
        assertThat(pad.launch("cancel", pad.id()).err()).contains("is over: cancelled");
    }

    /// Those of this launch, which work in its folder; other tests may have hosts of theirs at the same time.
    private long hosts() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .filter(each -> each.info().commandLine().orElse("").contains("--machine-id"))
                .filter(each -> workingFolder(each).startsWith(folder))
                .count();
    }

    /// Where a process works, or nowhere if it has just ended.
    private static Path workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException ended) {
            return Path.of("");
        }
    }

    @Test
    void oneCommandFollowsAndAnotherCancels() throws Exception {
        Process launcher = startEndless();

        assertThat(pad.beside().launch("resume", pad.id()).status()).isEqualTo(2);
        Launchpad.Ended cancelled = pad.beside().launch("cancel", pad.id());

        assertThat(cancelled.status()).as(cancelled.err()).isZero();
        Launchpad.Ended ended = pad.end(launcher);
        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.err()).endsWith("murmur: cancelled\n");
        assertThat(hosts()).isZero();
    }

    @Test
    void aHostThatIsKilledIsNamed() throws Exception {
        Process launcher = startEndless();
        Path pid = staging().getFirst().resolve("host1/pid");
        long shell = Long.parseLong(Files.readString(pid).split(" ", 2)[0]);

        List<ProcessHandle> family =
                ProcessHandle.of(shell).orElseThrow().descendants().toList();
        ProcessHandle.of(shell).orElseThrow().destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);

        Launchpad.Ended ended = pad.end(launcher);
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("murmur: machine 1 (this machine) was killed");
        assertThat(results().resolve("machine0/metrics.csv")).isNotEmptyFile();
    }

    @Test
    void aRefusedConfigurationIsNotLaunched() throws Exception {
        Launchpad.Ended ended = pad.end(start(new Desk(folder).digits("lr = 0.1", "lr = quick")));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("c.ini:9: [OPTIMIZER_PARAMS] lr must");
        assertThat(folder.resolve("state")).doesNotExist();
    }
}
