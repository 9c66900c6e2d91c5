package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `murmur sweep --on …`, every run being a launch of its own; a launch on this machine stands for others.
@Timeout(240)
class SweepLaunchesTest {
    private static final int ITERATIONS = 40;
    private static final String TWO =
            Desk.DIGITS.replace("iterations = 4", "iterations = " + ITERATIONS) + "[SWEEP]\nnoise_std = 0.05, 0.1\n";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Launchpad pad;

    @BeforeEach
    void setUp() {
        pad = new Launchpad(folder.resolve("it's $(touch pwned); #"), List.of());
    }

    /// What a test that failed has left running.
    @AfterEach
    void stop() throws Exception {
        for (String id : pad.ids()) {
            pad.launch("cancel", id, "--abandon");
        }
    }

    private Path out() {
        return pad.folder().resolve("out");
    }

    private Process sweep(Path ini, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("sweep", ini, "--output", out(), "--yes", "--no-calibration"));
        words.addAll(Arrays.asList(more));
        List<String> under = List.of("env", "MURMUR_STATE=" + pad.folder().resolve("state"));
        return MurmurProcess.startUnder(under, folder, words.toArray());
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("stdout")) + Files.readString(folder.resolve("stderr"));
    }

    private int end(Process process) throws Exception {
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(said()).isTrue();
        return process.exitValue();
    }

    @Test
    void launchesOutliveTheSweepAndTheSameCommandFollowsThem() throws Exception {
        Path ini = new Desk(pad.folder()).file("it's.ini", TWO);
        Process left = sweep(ini, "--on", "local", "--jobs", 2, "--", "--hosts", 2);
        while (pad.ids().size() < 2) {
            assertThat(left.waitFor(50, TimeUnit.MILLISECONDS)).as(said()).isFalse();
        }
        MurmurProcess.signal("INT", left.toHandle());
        assertThat(end(left)).as(said()).isEqualTo(Main.INTERRUPTED);
        assertThat(said()).contains("the same command follows it");

        assertThat(end(sweep(ini))).isEqualTo(Main.WRONG_INPUT);
        String refusal = said();
        assertThat(pad.ids()).anyMatch(id -> refusal.contains("must wait for launch " + id));
        int again = end(sweep(ini, "--on", "local", "--jobs", 2, "--", "--hosts", 2));

        assertThat(again).as(said()).isZero();
        assertThat(pad.ids()).hasSize(2);
        requireResultsOfThisProcess(ini);
    }

    private void requireResultsOfThisProcess(Path ini) throws IOException {
        Path here = folder.resolve("here");
        assertThat(murmur("sweep", ini, "--output", here, "--yes", "--no-calibration")
                        .status())
                .isZero();
        for (String run : List.of("2p25th", "4p5th")) {
            assertThat(FinalModels.of(out().resolve(run), ITERATIONS))
                    .hasSize(16)
                    .isEqualTo(FinalModels.of(here.resolve(run), ITERATIONS));
        }
    }

    @Test
    void whatALaunchRefusesIsToldForEachRun() throws Exception {
        Path ini = new Desk(pad.folder()).file("s.ini", TWO);

        int status = end(sweep(ini, "--on", "local", "--json", "--", "--hosts", 17));

        assertThat(status).as(said()).isEqualTo(Main.FAILED);
        assertThat(Files.readString(folder.resolve("stdout"))).contains("machines must be at most", "\"failed\"");
        assertThat(pad.ids()).isEmpty();
    }

    @Test
    void wordsThatCannotBePassedOnAreRefusedAndTouchNothing() throws Exception {
        Path ini = new Desk(pad.folder()).file("s.ini", TWO);
        for (List<String> wrong : List.of(
                List.of("must be slurm, g5k, ssh or local", "--on", "moon"),
                List.of("unknown option --moon; see murmur launch slurm --help", "--on", "slurm", "--", "--moon"),
                List.of("--iterations must be left out behind --", "--on", "local", "--", "--iterations", "3"),
                List.of("use --output DIR", "--on", "ssh", "--", "--hosts", "h", "--log-dir", "x"),
                List.of(
                        "--datasets must be left out behind --",
                        "--on",
                        "slurm",
                        "--",
                        "--program",
                        "p",
                        "--datasets",
                        "d"),
                List.of("must be left out for a job array", "--on", "slurm", "--", "--program", "p", "--keep"),
                List.of("have one FILE, or --on PLACE", "--", "--hosts", "3"))) {
            int status = end(sweep(ini, wrong.subList(1, wrong.size()).toArray()));
            assertThat(status).as(said()).isEqualTo(Main.WRONG_INPUT);
            assertThat(said()).contains(wrong.getFirst());
            assertThat(said().lines()).hasSize(1);
        }
        assertThat(out()).doesNotExist();
    }
}
