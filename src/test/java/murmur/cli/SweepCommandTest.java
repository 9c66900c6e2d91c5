package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import murmur.data.CifarMini;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many runs from one file, each in a process of its own.
@Timeout(240)
class SweepCommandTest {
    private static final String SWEEP = """
            [SWEEP]
            variant = nonoise, zerosum_selfnoise
            noise_level = 4th
            random_seed = 90
            """;
    private static final String FIRST = "nonoise_seed90";
    private static final String SECOND = "zerosum_selfnoise_4th_seed90";

    @TempDir
    private Path folder;

    private Path ini(String sweep) {
        return new Desk(folder).file("s.ini", Desk.DIGITS + sweep);
    }

    private Murmur sweep(Path ini, Object... options) {
        Object[] words = Stream.concat(
                        Stream.of("sweep", ini, "--output", folder.resolve("out"), "--no-calibration"),
                        Stream.of(options))
                .toArray();
        return murmur(words);
    }

    private String started(String run) {
        return JsonMapper.shared()
                .readTree(folder.resolve("out").resolve(run).resolve("manifest.json"))
                .get("started")
                .asString();
    }

    @Test
    void allCombinationsRunOnceAndAreTold() {
        Path ini = ini(SWEEP);
        Murmur first = sweep(ini, "--yes", "--jobs", 2, "--json");
        assertThat(first.status()).as(first.err()).isZero();
        JsonNode rows = JsonMapper.shared().readTree(first.out());
        assertThat(rows.valueStream().map(row -> row.get("name").asString())).containsExactly(FIRST, SECOND);
        assertThat(rows.valueStream()).allSatisfy(row -> {
            assertThat(row.get("state").asString()).isEqualTo("done");
            assertThat(row.get("iteration").asInt()).isEqualTo(4);
            assertThat(row.get("accuracy_percent").asDouble()).isBetween(5.0, 100.0);
            assertThat(row.get("total_bytes").asLong()).isPositive();
        });

        String before = started(FIRST);
        Murmur again = sweep(ini);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains(FIRST, "done", "murmur report");
        assertThat(started(FIRST)).isEqualTo(before);

        Murmur report = murmur("report", folder.resolve("out"), "--output", folder.resolve("report"));
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.out()).contains("2 runs");
    }

    @Test
    void withoutATerminalNothingRunsUnasked() {
        Murmur sweep = sweep(ini(SWEEP));
        assertThat(sweep.status()).isEqualTo(2);
        assertThat(sweep.err()).contains("--yes");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aListTouchesNothing() {
        Murmur sweep = sweep(ini(SWEEP), "--list");
        assertThat(sweep.status()).as(sweep.err()).isZero();
        assertThat(sweep.out()).contains(FIRST, SECOND, "MB");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anotherConfigurationInTheSameFolderIsRefusedAndTouchesNothing() {
        assertThat(sweep(ini(SWEEP), "--yes").status()).isZero();
        String before = started(FIRST);
        Path other = ini(SWEEP + "# longer\n[NODE]\ndropout_rate = 0.1\n");
        Murmur refused = sweep(other, "--yes");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("hold the same configuration").contains("--force");
        assertThat(started(FIRST)).isEqualTo(before);
    }

    @Test
    void whatFailedIsToldAndRunAgainWhileOthersGoOn() throws IOException {
        Path ini = new Desk(folder)
                .file(
                        "s.ini",
                        Desk.DIGITS.replace("dataset_class = Digits", "dataset_class = CIFAR10")
                                + "[SWEEP]\ntrain_dir = late, here\n");
        CifarMini.unpack(CifarMini.files("cifar-10-batches-bin"), folder.resolve("here"));
        Murmur first = sweep(ini, "--yes");
        assertThat(first.status()).as(first.err()).isEqualTo(3);
        assertThat(first.out()).contains("late: ", "train_dir must be a folder", "run again what is not done");
        assertThat(first.out().lines().filter(line -> line.matches("here +done.*")))
                .hasSize(1);
        assertThat(first.out().lines().filter(line -> line.matches("late +failed.*")))
                .hasSize(1);

        CifarMini.unpack(CifarMini.files("cifar-10-batches-bin"), folder.resolve("late"));
        String before = started("here");
        Murmur again = sweep(ini, "--yes");
        assertThat(again.status()).as(again.err() + again.out()).isZero();
        assertThat(again.err()).contains("[1/1] late starts");
        assertThat(started("here")).isEqualTo(before);
    }

    @Test
    @Tag("slow")
    void aSweepThatWasStoppedGoesOnFromItsCheckpointsToTheSameModels() throws Exception {
        String longer = Desk.DIGITS.replace("iterations = 4", "iterations = 100\ncheckpoint_every = 10") + SWEEP;
        Path ini = new Desk(folder).file("s.ini", longer);
        Path whole = folder.resolve("whole");
        assertThat(murmur("sweep", ini, "--output", whole, "--yes", "--no-calibration")
                        .status())
                .isZero();

        Process process = MurmurProcess.start(
                folder, "sweep", ini, "--output", folder.resolve("out"), "--yes", "--no-calibration", "--jobs", 2);
        awaitCheckpoint(process);
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("stderr"))).contains("the same command goes on");

        Murmur rest = sweep(ini, "--yes", "--jobs", 2);
        assertThat(rest.status()).as(rest.err() + rest.out()).isZero();
        assertThat(rest.err()).contains("goes on");
        for (String run : List.of(FIRST, SECOND)) {
            assertThat(FinalModels.of(folder.resolve("out").resolve(run), 100))
                    .hasSize(16)
                    .isEqualTo(FinalModels.of(whole.resolve(run), 100));
        }
    }

    private void awaitCheckpoint(Process process) throws InterruptedException {
        Path checkpoints = folder.resolve("out").resolve(SECOND).resolve("machine0/checkpoints");
        while (!Files.isDirectory(checkpoints)) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
