package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {
    @TempDir
    Path folder;

    private Path run(String name, String noise) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".ini"), """
                [EXPERIMENT]
                graph = ring
                nodes = 4
                iterations = 4
                test_after = 2
                train_evaluate_after = 2
                [DATASET]
                dataset_class = Digits
                model_class = LogisticRegression
                random_seed = 90
                [OPTIMIZER_PARAMS]
                optimizer_class = SGD
                lr = 0.1
                [TRAIN_PARAMS]
                batch_size = 16
                rounds = 1
                [SHARING]
                save_models_for_attacks = 2
                """ + noise);
        Path results = folder.resolve(name);
        Murmur made = murmur("run", file, "--log-dir", results, "--log-level", "ERROR");
        assertThat(made.status()).as(made.err()).isZero();
        return results;
    }

    private Path plain() throws IOException {
        return run("plain", "sharing_class = SharingAsymmetric\n");
    }

    @Test
    void twoExperimentsAreComparedOnAPageThatNeedsNothingElse() throws IOException {
        Path plain = plain();
        Path noisy = run("noisy", "sharing_class = Muffliato\nnoise_std = 0.1\n");
        assertThat(murmur("attack", plain, noisy, "--attacks", "threshold,linkability")
                        .status())
                .isZero();
        Path report = folder.resolve("report");

        Murmur made = murmur("report", plain, noisy, "-o", report, "--json");

        assertThat(made.status()).as(made.err()).isZero();
        JsonNode numbers = JsonMapper.shared().readTree(made.out());
        assertThat(numbers.get("varied").valueStream().map(JsonNode::asString)).containsExactly("variant", "noise");
        assertThat(numbers.get("groups").get(1).get("label").asString()).isEqualTo("Muffliato, σ 0.1");
        assertThat(numbers.get("groups")
                        .get(0)
                        .get("last")
                        .get("test_acc")
                        .get("count")
                        .asInt())
                .isEqualTo(4);
        assertThat(numbers.get("groups")
                        .get(0)
                        .get("last")
                        .get("threshold roc_auc")
                        .get("mean")
                        .asDouble())
                .isBetween(0.4, 0.8);
        assertThat(figures(numbers))
                .contains("accuracy", "bytes_to_reach", "threshold_auc", "linkability_matrix_1", "graph_1", "labels_1");
        checkFiles(report, numbers);
    }

    private static void checkFiles(Path report, JsonNode numbers) throws IOException {
        String page = Files.readString(report.resolve("index.html"));
        assertThat(page).contains("Muffliato, σ 0.1").doesNotContain("src=\"http");
        for (JsonNode figure : numbers.get("figures")) {
            for (String ending : List.of("svg", "pdf", "csv")) {
                assertThat(report.resolve(figure.asString() + "." + ending)).isNotEmptyFile();
            }
            assertThat(page).contains("id=\"" + figure.asString() + "\"");
        }
        assertThat(Files.readAllBytes(report.resolve("graph_1.pdf")))
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    private static Stream<String> figures(JsonNode numbers) {
        return numbers.get("figures").valueStream().map(JsonNode::asString);
    }

    /// A run that the reference made has no metrics.csv and no manifest.
    @Test
    void theFilesOfTheReferenceAreEnough() throws IOException {
        Path plain = plain();
        String before =
                murmur("report", plain, "-o", folder.resolve("first"), "--json").out();
        Files.delete(plain.resolve("metrics.csv"));
        Files.delete(plain.resolve("manifest.json"));
        Files.delete(plain.resolve("labels.csv"));

        String after = murmur("report", plain, "-o", folder.resolve("second"), "--json")
                .out();

        assertThat(JsonMapper.shared().readTree(after).get("groups"))
                .isEqualTo(JsonMapper.shared().readTree(before).get("groups"));
    }

    @Test
    void whatIsNoRunIsLeftOutAndSaid() throws IOException {
        Path plain = plain();
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Murmur made = murmur("report", plain, empty, "-o", folder.resolve("report"));

        assertThat(made.status()).isEqualTo(2);
        assertThat(made.err()).contains("empty must be the folder of a run").contains("left out of the report");
        assertThat(folder.resolve("report/index.html")).exists();
    }

    @Test
    void aReportThatIsThereIsReplacedByForceOnly() throws IOException {
        Path plain = plain();
        Path report = folder.resolve("report");
        assertThat(murmur("report", plain, "-o", report).status()).isZero();

        assertThat(murmur("report", plain, "-o", report).err()).contains("--output: the report must be new");
        assertThat(murmur("report", plain, "-o", report, "--force").status()).isZero();
        assertThat(murmur("report", plain, "-o", plain, "--force").err())
                .contains("the folder of the report must be empty, or new");
    }
}
