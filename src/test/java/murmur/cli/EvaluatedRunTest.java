package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.LeafFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run says about its models: validation, and the accuracy of every class.
class EvaluatedRunTest {
    @TempDir
    private Path folder;

    private List<List<String>> metrics(Path ini, int workers) throws IOException {
        Path out = folder.resolve("out" + workers);
        Murmur run = murmur("run", ini, "--log-dir", out, "--workers", workers);
        assertThat(run.status()).as(run.err()).isZero();
        return Files.readAllLines(out.resolve("metrics.csv")).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }

    private JsonNode results(int node) {
        return JsonMapper.shared().readTree(folder.resolve("out1/machine0/" + node + "_results.json"));
    }

    @Test
    void classesHaveAnAccuracyEachThatAddUpToTheWhole() throws IOException {
        List<List<String>> table = metrics(new Desk(folder).digits(), 1);
        Dataset test = Digits.load().test();
        long[] sizes = IntStream.range(0, 10)
                .mapToLong(label -> IntStream.range(0, test.size())
                        .filter(i -> test.label(i) == label)
                        .count())
                .toArray();
        int first = table.getFirst().indexOf("test_acc_0");

        assertThat(table.getFirst().subList(first, first + 11))
                .startsWith("test_acc_0", "test_acc_1")
                .endsWith("test_acc_9", "mean_noise_residual");
        assertThat(table).hasSize(1 + 3 * 16);
        for (List<String> row : table.subList(1, table.size())) {
            double right = 0;
            for (int label = 0; label < 10; label++) {
                right += sizes[label] * Double.parseDouble(row.get(first + label)) / 100;
            }
            assertThat(100 * right / test.size()).isCloseTo(Double.parseDouble(row.get(4)), within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Train", "Test"})
    void validationIsWrittenBesideTests(String source) throws IOException {
        Path ini = new Desk(folder)
                .digits("shards = 2", "shards = 2\nvalidation_source = " + source + "\nvalidation_size = 0.1");

        List<List<String>> table = metrics(ini, 1);

        assertThat(metrics(ini, 2)).isEqualTo(table);
        assertThat(table.getFirst()).containsSubsequence("communication_round", "validation_loss", "validation_acc");
        JsonNode results = results(3);
        assertThat(results.get("validation_loss").propertyNames())
                .isEqualTo(results.get("test_loss").propertyNames())
                .containsExactly("1", "2", "4");
        // One validation set for all: an accuracy is a whole number of its samples.
        int train = Digits.load().train().size();
        int test = Digits.load().test().size();
        int apart = (int) Math.ceil(0.1 * (source.equals("Train") ? train : test));
        assertThat(right(results, "validation_acc", apart)).isLessThan(1e-9);
        assertThat(right(results, "test_acc", source.equals("Train") ? test : test - apart))
                .isLessThan(1e-9);
    }

    /// How far an accuracy is from a whole number of `samples`.
    private static double right(JsonNode results, String key, int samples) {
        double right = results.get(key).get("4").doubleValue() * samples / 100;
        return Math.abs(right - Math.rint(right));
    }

    @Test
    void writersSetTheirOwnSamplesApart() throws IOException {
        for (int writer = 0; writer < 4; writer++) {
            LeafFiles.write(
                    folder.resolve("writers").resolve("w" + writer + ".json"),
                    LeafFiles.legibleWriter("w" + writer, writer, 20));
        }
        Path ini = new Desk(folder)
                .file(
                        "c.ini",
                        Desk.DIGITS
                                .replace("= Digits", "= Femnist\ntrain_dir = writers")
                                .replace("partition_niid = kshard\nshards = 2", "validation_source = Train")
                                .replace("random_seed = 90", "random_seed = 90\nvalidation_size = 0.2")
                                .replace("graph = regular 4\nnodes = 16", "graph = ring\nnodes = 4"));

        List<List<String>> table = metrics(ini, 1);

        assertThat(table.getFirst()).contains("validation_acc").doesNotContain("test_acc_0");
        assertThat(results(2).get("validation_acc").get("1").doubleValue() * 4 / 100)
                .isIn(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(results(2).get("test_acc").isEmpty()).isTrue();
    }

    @Test
    void nothingIsSetApartUnlessBothKeysAreGiven() throws IOException {
        Path plain = new Desk(folder).digits();
        List<List<String>> table = metrics(plain, 1);

        assertThat(results(0).has("validation_loss")).isFalse();
        Path half = new Desk(folder).digits("shards = 2", "shards = 2\nvalidation_source = Train\nvalidation_size = 0");
        assertThat(metrics(half, 2)).isEqualTo(table);
    }
}
