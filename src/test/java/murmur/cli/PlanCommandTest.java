package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a plan says of a run, beside what the run then does.
class PlanCommandTest {
    @TempDir
    private Path folder;

    @Test
    void onlyTheTimeOnADeviceNeedsTheDevice() {
        Path ini = new Desk(folder).digits();
        Murmur refused = murmur("plan", ini, "--device", "cuda");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("murmur: device must be one that this machine has, was cuda;")
                .contains("or plan without the time, with --no-calibration");
        assertThat(planned(ini, "--device", "cuda")).isEqualTo(planned(ini));
    }

    private static JsonNode planned(Object... words) {
        List<Object> all = new ArrayList<>(List.of("plan", "--json", "--no-calibration"));
        all.addAll(List.of(words));
        Murmur plan = murmur(all.toArray());
        assertThat(plan.status()).as(plan.err()).isZero();
        return JsonMapper.shared().readTree(plan.out());
    }

    private Path ran(Path ini, Object... words) {
        List<Object> all = new ArrayList<>(List.of("run", ini, "--log-dir", folder.resolve("out")));
        all.addAll(List.of(words));
        Murmur run = murmur(all.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return folder.resolve("out");
    }

    /// The last `total_bytes` of all nodes.
    private static long totalBytes(Path run, int iterations) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.toString().endsWith("_results.json"))
                    .mapToLong(file -> JsonMapper.shared()
                            .readTree(file)
                            .get("total_bytes")
                            .get("" + iterations)
                            .asLong())
                    .sum();
        }
    }

    private static long size(Path run, boolean models) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".npy") == models)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "static|regular 4|[NODE]",
                "static|erdos-renyi 0.5|[NODE];dropout_rate = 0.4;dropout_correlation = 0.5",
                "dynamic|regular 4|[NODE];graph_degree = 5",
                "dynamic-rounds|regular 4|[NODE];graph_degree = 5",
                "el-local|regular 4|[NODE];graph_degree = 3",
                "static|regular 4|[COMMUNICATION];encoding = bf16"
            })
    void bytesAndSavedModelsAreExactlyThoseOfTheRun(String topology, String graph, String more) throws IOException {
        String sections = more.replace(';', '\n');
        String text = Desk.DIGITS
                .replace("regular 4", graph)
                .replace("ZeroSumSharing", "Muffliato")
                .replace("self_noise = True\n", "")
                .replace("iterations = 4", "iterations = 7\naveraging_rounds = 3\ntopology = " + topology);
        Path ini = new Desk(folder).file("c.ini", sections + "\n" + text);

        JsonNode plan = planned(ini, "--machines", "4");
        Path run = ran(ini, "--machines", "4");

        assertThat(plan.get("bytes_exact").asBoolean()).isTrue();
        assertThat(plan.get("total_bytes").asLong()).isEqualTo(totalBytes(run, 7));
        assertThat(plan.get("bytes_between_machines").asLong())
                .isPositive()
                .isLessThan(plan.get("total_bytes").asLong());
        assertThat(plan.get("model_files_bytes").asLong()).isEqualTo(size(run, true));
        assertThat(plan.get("other_files_bytes_estimate").asLong())
                .isBetween(size(run, false) / 3, size(run, false) * 3);
    }

    @Test
    void compressedModelsAreBoundedFromAbove() throws IOException {
        Path ini = new Desk(folder).file("c.ini", Desk.DIGITS + "[COMMUNICATION]\nencoding = zstd\n");
        JsonNode plan = planned(ini);
        long sent = totalBytes(ran(ini), 4);
        assertThat(plan.get("bytes_exact").asBoolean()).isFalse();
        assertThat(plan.get("total_bytes").asLong()).isBetween(sent, 2 * sent);
    }

    @Test
    void everythingIsBetweenMachinesWhereEachHasOneNode() {
        Path ini = new Desk(folder).digits();
        JsonNode together = planned(ini);
        JsonNode apart = planned(ini, "--machines", "16");
        assertThat(together.get("bytes_between_machines").asLong()).isZero();
        // All but the greetings to, and the questions for, the process that answers for the topology.
        long services = 16 * (46 + 4 * 99);
        assertThat(apart.get("bytes_between_machines").asLong())
                .isEqualTo(together.get("total_bytes").asLong() - services);
    }

    @Test
    void nodesThatDoNotDivideEvenlyAreSpread() {
        JsonNode plan = planned(new Desk(folder).digits(), "--machines", "3");
        assertThat(plan.get("nodes_per_machine").valueStream().map(JsonNode::asInt))
                .containsExactly(6, 5, 5);
    }

    @Test
    void withoutAGraphTheFiguresAreThoseOfOneNode() {
        Path ini = new Desk(folder).file("c.ini", Desk.CIFAR + "[NODE]\ngraph_degree = 6\n");
        JsonNode plan = planned(ini);
        assertThat(plan.get("nodes").isNull()).isTrue();
        assertThat(plan.get("values").asInt()).isEqualTo(89834);
        assertThat(plan.get("models_sent").asInt()).isEqualTo(6);
        assertThat(plan.get("remarks").toString()).contains("no graph is given", "without the data");
    }

    @Test
    void withNeitherGraphNorDegreeThereIsNoPlan() {
        Path ini = new Desk(folder).file("c.ini", Desk.CIFAR);
        Murmur plan = murmur("plan", "--no-calibration", ini);
        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.out()).isEmpty();
        assertThat(plan.err()).contains("graph must be given").contains("--graph FILE");
    }

    private Path grid5000(String more) {
        Desk desk = new Desk(folder);
        desk.file("run_configuration/c.ini", Desk.CIFAR + "[NODE]\ngraph_degree = 2\n");
        desk.file("run_configuration/ring.edges", "4\n0 1\n1 2\n2 3\n3 0\n");
        return desk.file("g5k_config/a.json", """
                {"job_name": "a", "walltime": "0:00:10", "GRAPH_FILE": "ring.edges", "NB_AGENTS": 4,
                 "NB_MACHINE": 3, "NB_ITERATION": 100000, "EVAL_FILE": "testingPeerSampler.py", "TEST_AFTER": 5,
                 "LOG_LEVEL": "INFO", "CONFIG_NAME": "c.ini", "cluster": "gros", "LOCAL_SAVE_DIR": "results"}
                """.replace("\"job_name\"", more + "\"job_name\""));
    }

    @Test
    void aFileOfGrid5000IsPlannedWithTheFilesItNames() {
        JsonNode plan = planned(grid5000("\"AVERAGING_STEPS\": 10, "));
        assertThat(plan.get("nodes").asInt()).isEqualTo(4);
        assertThat(plan.get("nodes_per_machine").toString()).isEqualTo("[2,1,1]");
        assertThat(plan.get("cores").asInt()).isEqualTo(18);
        assertThat(plan.get("models_sent").asInt()).isEqualTo(800_000);
        assertThat(plan.get("remarks").toString()).contains("AVERAGING_STEPS = 10 is not used");
    }

    @Test
    void optionsWinOverAFileOfGrid5000() {
        JsonNode plan = planned(grid5000(""), "--iterations", "7", "--cores", "3");
        assertThat(plan.get("iterations").asInt()).isEqualTo(7);
        assertThat(plan.get("cores").asInt()).isEqualTo(3);
    }

    @Test
    @Tag("slow")
    void whatTakesLongerThanTheWalltimeIsRefusedWithItsPlan() {
        Murmur plan = murmur("plan", grid5000(""));
        assertThat(plan.status()).as(plan.err()).isEqualTo(2);
        assertThat(plan.out()).contains("it does not fit");
        assertThat(plan.err()).contains("walltime must be at least").contains("was 00:00:10");
    }

    @Test
    void aGraphOfOtherNodesIsRefusedByName() {
        Path json = grid5000("");
        new Desk(folder).file("run_configuration/ring.edges", "3\n0 1\n1 2\n2 0\n");
        Murmur plan = murmur("plan", "--no-calibration", json);
        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.err()).contains("NB_AGENTS").contains("equal to that of the graph file, 3");
    }

    @Test
    void severalPlansAreRowsAndWhatCannotWorkIsToldAfterwards() {
        Path ini = new Desk(folder).digits();
        Path other = new Desk(folder).file("d.ini", Desk.DIGITS.replace("regular 4", "missing.edges"));
        Murmur plan = murmur("plan", "--no-calibration", ini, other);
        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.out().lines()).hasSize(2);
        assertThat(plan.err()).contains("missing.edges").contains("d.ini");
    }
}
