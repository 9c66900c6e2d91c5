package murmur.golden;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.cli.Murmur;
import murmur.data.CifarMini;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Attacks on a run that the reference made, of which two nodes' models are kept here. Its folder is as bare as theirs
/// are: no paths, no manifest.
class ReferenceAttacksTest {
    private static final Path CASE = Path.of("src/test/resources/reference/cases/dpsgd");

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void layOutTheRun() throws IOException {
        CifarMini.unpack(CifarMini.files("cifar-10-batches-py"), folder.resolve("CIFARmini"));
        run = folder.resolve("reference");
        Path machine = Files.createDirectories(run.resolve("machine0"));
        Files.copy(CASE.resolve("config.ini"), run.resolve("config.ini"));
        Files.copy(CASE.resolve("args.json"), machine.resolve("args.json"));
        Files.copy(CASE.resolve("graph.edges"), machine.resolve("g8.edges"));
        try (Stream<Path> models = Files.list(CASE.resolve("models"))) {
            for (Path model : models.toList()) {
                String sender = model.getFileName().toString().split("_", -1)[2];
                Path target = machine.resolve("attacked_model/machine0").resolve(sender);
                Files.createDirectories(target);
                Files.copy(model, target.resolve(model.getFileName()));
            }
        }
    }

    /// The rows of a file, each by column; and by what `key` names.
    private static Map<List<String>, Map<String, String>> table(Path file, String... key) throws IOException {
        List<List<String>> lines = Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> columns = lines.getFirst();
        Map<List<String>, Map<String, String>> rows = new HashMap<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new TreeMap<>();
            IntStream.range(0, columns.size()).forEach(i -> row.put(columns.get(i), line.get(i)));
            rows.put(Stream.of(key).map(row::get).toList(), row);
        }
        return rows;
    }

    @Test
    void figuresAreThoseOfTheReference() throws IOException {
        Murmur attack = murmur("attack", run, "--datasets", folder);
        assertThat(attack.status()).as(attack.err()).isZero();
        assertThat(attack.err()).contains("missing models: node 1 in iteration 1");
        Map<List<String>, Map<String, String>> figures =
                table(run.resolve("attacks.csv"), "victim", "iteration", "metric");
        Map<List<String>, Map<String, String>> losses =
                table(run.resolve("linkability_reference.csv"), "agent", "iteration");
        JsonNode expected = JsonMapper.shared().readTree(CASE.resolve("attacks.json"));
        int checked = 0;
        for (JsonNode model : expected) {
            List<String> key = List.of(
                    model.get("agent").asString(), model.get("iteration").asString());
            if (losses.containsKey(key)) {
                checkFigures(model, figures, key);
                checkRow(model, losses.get(key));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(6);
    }

    private static void checkFigures(JsonNode model, Map<List<String>, Map<String, String>> figures, List<String> key) {
        double auc = model.get("roc_auc").doubleValue();
        assertThat(number(figures, key, "roc_auc", "value")).isCloseTo(auc, within(1e-3));
        for (String metric : List.of("mean_loss_members", "mean_loss_non_members")) {
            double mean = model.get(metric).doubleValue();
            assertThat(number(figures, key, metric, "value")).isCloseTo(mean, within(1e-4 * mean));
        }
        for (Map.Entry<String, JsonNode> top : model.get("biasedthreshold").properties()) {
            double low = number(figures, key, top.getKey(), "low");
            double high = number(figures, key, top.getKey(), "high");
            assertThat(top.getValue().doubleValue()).as(top.getKey()).isBetween(low, high);
        }
    }

    private static double number(
            Map<List<String>, Map<String, String>> figures, List<String> key, String metric, String column) {
        Map<String, String> row = figures.getOrDefault(List.of(key.getFirst(), key.getLast(), metric), Map.of());
        return Double.parseDouble(row.getOrDefault(column, "NaN"));
    }

    private static void checkRow(JsonNode model, Map<String, String> row) {
        int rank = model.get("linkability_real_rank").intValue();
        assertThat(row).containsEntry("linkability_real_rank", Integer.toString(rank));
        assertThat(row).containsEntry("linkability_top1", rank == 0 ? "True" : "False");
        assertThat(row).containsEntry("target", model.get("target").asString());
        JsonNode means = model.get("linkability_mean_losses");
        for (int node = 0; node < means.size(); node++) {
            double mean = means.get(node).doubleValue();
            assertThat(Double.parseDouble(row.getOrDefault("loss_trainset_" + node, "NaN")))
                    .isCloseTo(mean, within(1e-4 * mean));
        }
    }
}
