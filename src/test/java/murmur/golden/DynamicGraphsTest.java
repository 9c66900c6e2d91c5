package murmur.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.EmbeddedRun;
import murmur.report.ResultFolder;
import murmur.report.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The graphs a run with a dynamic topology leaves behind.
@Timeout(120)
class DynamicGraphsTest {
    private static final Path CASE = Path.of("src/test/resources/reference/cases/dynamic");

    @TempDir
    private Path folder;

    @Test
    void graphsOfARunAreThoseOfTheReference() throws IOException, InterruptedException {
        run("dynamic", "1");
        JsonNode graphs =
                JsonMapper.shared().readTree(CASE.resolve("expected.json")).get("graphs");
        assertThat(graphs.size()).isEqualTo(4);
        for (Map.Entry<String, JsonNode> graph : graphs.properties()) {
            assertThat(edges(graph.getKey())).isEqualTo(edges(graph.getValue()));
        }
        try (var files = Files.list(folder.resolve("machine0/graphs"))) {
            assertThat(files).hasSize(4);
        }
        assertThat(Files.readAllLines(folder.resolve("metrics.csv")).getFirst()).endsWith(",mean_noise_residual");
    }

    @Test
    void everyMixingStepHasAFileWhereItHasAGraph() throws IOException, InterruptedException {
        run("dynamic-rounds", "2");
        assertThat(folder.resolve("machine0/graphs/3_1")).exists();
        assertThat(edges("0_0")).isNotEqualTo(edges("0_1"));
    }

    /// The case's network and noise on data that are at hand and learned in no time; graphs depend on neither.
    private void run(String topology, String mixingSteps) throws IOException, InterruptedException {
        Path configuration = folder.resolve("dynamic.ini");
        Files.writeString(
                configuration,
                Files.readString(CASE.resolve("config.ini"))
                        .replace("decentralizepy.datasets.CIFAR10", "")
                        .replace("dataset_package = \n", "")
                        .replace("CIFAR10", "Digits")
                        .replace("LeNet", "LogisticRegression")
                        .replace("train_dir = CIFARmini\ntest_dir = CIFARmini\n", ""));
        Experiment experiment = ExperimentFile.read(
                        configuration,
                        Map.of(
                                "graph",
                                        option(
                                                "--graph",
                                                CASE.resolve("graph.edges").toString()),
                                "iterations", option("--iterations", "4"),
                                "averaging_rounds", option("--averaging-rounds", mixingSteps),
                                "topology", option("--topology", topology)))
                .experiment();
        EmbeddedRun run = EmbeddedRun.prepare(experiment);
        RunRecord record = RunRecord.start(
                ResultFolder.at(folder, configuration, false),
                run,
                new RunRecord.Origin(configuration, List.of(), Instant.EPOCH, "INFO"));
        run.run(2, record);
        record.finish(RunRecord.DONE);
    }

    private static GivenOption option(String name, String value) {
        return new GivenOption(name, ExperimentFile.SECTION, value);
    }

    private List<String> edges(String name) throws IOException {
        return Files.readAllLines(folder.resolve("machine0/graphs").resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(" ", -1))
                .filter(ends -> Integer.parseInt(ends[0]) < Integer.parseInt(ends[1]))
                .map(ends -> ends[0] + "–" + ends[1])
                .sorted()
                .toList();
    }

    private static List<String> edges(JsonNode pairs) {
        return pairs.valueStream()
                .map(pair -> pair.get(0).intValue() + "–" + pair.get(1).intValue())
                .sorted()
                .toList();
    }
}
