package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real program as a process of its own that ends before its run does.
@Timeout(120)
class KilledRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NODES = 16;

    /// Results of later iterations are not written after every evaluation, so that a long run does not write for ever.
    private static final int ALWAYS_WRITTEN = 400;

    @TempDir
    private Path folder;

    private Process process;

    /// Starts a run that would take hours.
    @BeforeEach
    void start() throws IOException {
        Path ini = new Desk(folder).digits("iterations = 4", "iterations = 10000000");
        process = MurmurProcess.start(folder, "run", ini, "--log-dir", out());
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void aKilledRunLeavesEverythingUpToItsLastEvaluation() throws Exception {
        awaitEvaluation();
        process.destroyForcibly();

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(state()).isEqualTo("running");
        checkFiles();
    }

    @Test
    void anInterruptedRunSaysSoAndEndsItsFiles() throws Exception {
        awaitEvaluation();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(state()).isEqualTo("interrupted");
        String said = Files.readString(folder.resolve("stderr"));
        assertThat(said)
                .endsWith("murmur: interrupted; results up to the last evaluation are in " + out() + "\n")
                .doesNotContain("failed", "Exception");
        checkFiles();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private String state() {
        return JsonMapper.shared()
                .readTree(out().resolve("manifest.json"))
                .get("state")
                .asString();
    }

    /// Waits until the rows of two evaluations can be read; a run that ends before that is wrong.
    private void awaitEvaluation() throws IOException, InterruptedException {
        Path metrics = out().resolve("metrics.csv");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() <= 2 * NODES) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(Files.readString(folder.resolve("stderr")))
                    .isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    /// Rows are whole, every node has a row for each evaluation, and the other files know at least as much as the rows.
    private void checkFiles() throws IOException {
        String text = Files.readString(out().resolve("metrics.csv"));
        assertThat(text).endsWith("\n");
        List<String[]> rows =
                text.lines().skip(1).map(line -> line.split(",", -1)).toList();
        int columns = text.lines().findFirst().orElseThrow().split(",", -1).length;
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns));
        assertThat(rows).hasSizeGreaterThanOrEqualTo(2 * NODES);
        List<JsonNode> losses = IntStream.range(0, NODES)
                .mapToObj(node -> out().resolve("machine0/" + node + "_results.json"))
                .map(file -> JsonMapper.shared().readTree(file).get("test_loss"))
                .toList();
        assertThat(rows.stream().filter(row -> Integer.parseInt(row[0]) <= ALWAYS_WRITTEN))
                .allSatisfy(row -> assertThat(
                                losses.get(Integer.parseInt(row[1])).get(row[0]).doubleValue())
                        .isEqualTo(Double.parseDouble(row[3])));
        try (Stream<Path> files = Files.walk(out())) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    JsonMapper.shared().readTree(file).isObject())
                            .isTrue());
        }
    }
}
