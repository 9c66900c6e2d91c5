package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that becomes full while a run writes to it, and has room again when the run is resumed.
@Tag("root")
@Timeout(600)
class FullDiskTest {
    private static final int LIMIT_SECONDS = 90;
    private static final String CURE = ": No space left on device; make room there, and give the same command again,"
            + " with --resume to go on from the last checkpoint\n";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path ini;

    @SuppressWarnings("NullAway.Init")
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        ini = new Desk(folder)
                .digits(
                        "iterations = 4\ntest_after = 2",
                        "iterations = 10000000\ntest_after = 3\ncheckpoint_every = 4");
        disk = Files.createDirectories(folder.resolve("disk"));
        Namespaces.execute(List.of("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString()));
    }

    @AfterEach
    void unmount() throws Exception {
        Namespaces.execute(List.of("umount", disk.toString()));
    }

    @Test
    void aRunThatCannotWriteSaysWhereAndGoesOnOnceThereIsRoom() throws Exception {
        Path out = disk.resolve("out");
        CompletableFuture<Murmur> running = CompletableFuture.supplyAsync(() -> murmur("run", ini, "--log-dir", out));
        Path metrics = out.resolve("metrics.csv");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 100) {
            assertThat(running.isDone()).isFalse();
        }
        fill();

        Murmur run = running.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .containsPattern("murmur: node \\d+ on machine 0 failed in iteration \\d+: cannot write " + disk)
                .contains(CURE);
        checkFiles(metrics);
        empty();
        int iterations = lastRow(metrics) + 3;
        resume(iterations, "--log-dir", out);
        checkModels(out, iterations);
    }

    @Test
    void allMachinesSayWhichOfThemHasAFullDisk() throws Exception {
        Path own = folder.resolve("results0");
        try (Machines machines = new Machines(folder, List.of("127.0.0.1", "127.0.0.1"))) {
            machines.start(machine -> List.of(), machine -> machine == 0 ? own : disk, 2, ini, "--offset", 9740);
            machines.awaitRows(disk.resolve("machine1/metrics.csv"));
            fill();

            assertThat(machines.ends()).containsOnly(3);

            for (int machine = 0; machine < 2; machine++) {
                assertThat(machines.said(machine))
                        .containsPattern(
                                "murmur: node \\d+ on machine 1 failed in iteration \\d+: cannot write " + disk)
                        .contains(CURE);
            }
        }
        checkFiles(disk.resolve("machine1/metrics.csv"));
        empty();
        Path all = folder.resolve("all");
        Murmur collected = murmur("collect", own, disk, "-o", all);
        assertThat(collected.status()).as(collected.err()).isZero();
        int iterations = lastRow(all.resolve("metrics.csv")) + 3;
        resume(iterations, "--log-dir", all);
        checkModels(all, iterations);
    }

    private void fill() throws IOException {
        byte[] kilobyte = new byte[1024];
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                filler.write(kilobyte);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void empty() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    /// Rows are whole, and nothing half-written is left.
    private void checkFiles(Path metrics) throws IOException {
        assertThat(Files.readString(metrics)).endsWith("\n");
        assertThat(Files.readAllLines(metrics))
                .allSatisfy(row -> assertThat(row.split(",", -1))
                        .hasSize(Files.readAllLines(metrics).getFirst().split(",", -1).length));
        try (Stream<Path> files = Files.walk(disk)) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".partial")))
                    .isEmpty();
        }
    }

    private static int lastRow(Path metrics) throws IOException {
        String row = Files.readAllLines(metrics).getLast();
        return Integer.parseInt(row.substring(0, row.indexOf(',')));
    }

    private void resume(int iterations, Object... options) {
        List<Object> words = new java.util.ArrayList<>(List.of("run", ini, "--resume", "--iterations", iterations));
        words.addAll(List.of(options));
        Murmur resumed = murmur(words.toArray());
        assertThat(resumed.status()).as(resumed.err()).isZero();
    }

    private void checkModels(Path results, int iterations) throws IOException {
        Path whole = folder.resolve("whole");
        Murmur run = murmur("run", ini, "--iterations", iterations, "--checkpoint-every", 0, "--log-dir", whole);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(FinalModels.of(results, iterations)).hasSize(16).isEqualTo(FinalModels.of(whole, iterations));
    }
}
