package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataInspectTest {
    @TempDir
    Path folder;

    private Path quickstart() {
        return Path.of("experiments/quickstart.ini");
    }

    @Test
    void everyTrainingSampleIsCountedAtOneNode() {
        Murmur run = murmur("data", "inspect", quickstart(), "--json");
        JsonNode report = JsonMapper.shared().readTree(run.out());

        int counted = StreamSupport.stream(report.get("nodes").spliterator(), false)
                .flatMap(node ->
                        StreamSupport.stream(node.get("samples_of_class").spliterator(), false))
                .mapToInt(JsonNode::asInt)
                .sum();
        // 16 nodes with two shards of 1,438 / 32 samples each, rounded down, and what is left for the last one.
        assertThat(counted).isEqualTo(1422);
        assertThat(report.get("nodes").size()).isEqualTo(16);
        assertThat(report.get("nodes").get(3).get("test_samples").asInt()).isEqualTo(359);
        assertThat(report.get("heterogeneity").asDouble()).isBetween(0.6, 0.8);
    }

    @Test
    void anOptionOfARunDividesOtherwise() {
        Murmur run = murmur("data", "inspect", quickstart(), "--nodes", 8, "--graph", "ring", "--json");

        assertThat(JsonMapper.shared().readTree(run.out()).get("nodes").size()).isEqualTo(8);
    }

    @Test
    void theTableHasARowPerNodeAndColumnPerClass() {
        Murmur run = murmur("data", "inspect", quickstart());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines().filter(line -> line.matches(" *\\d+ +\\d+ +\\d+( +[\\d·]+){10}")))
                .hasSize(16);
    }

    @Test
    void thePictureHasADiscForEveryClassANodeHolds() throws IOException {
        Path picture = folder.resolve("shards.svg");
        Murmur run = murmur("data", "inspect", quickstart(), "--json", "--picture", picture);
        JsonNode report = JsonMapper.shared().readTree(run.out());

        long held = StreamSupport.stream(report.get("nodes").spliterator(), false)
                .flatMap(node ->
                        StreamSupport.stream(node.get("samples_of_class").spliterator(), false))
                .filter(count -> count.asInt() > 0)
                .count();
        assertThat(Files.readString(picture).split("<circle", -1)).hasSize((int) held + 1);
        assertThat(Files.readString(picture)).contains("node 9, class 6: 75 samples");
    }

    @Test
    void aPictureOfAnotherFormatIsRefusedBeforeAnythingIsRead() {
        assertThat(murmur("data", "inspect", folder.resolve("none.ini"), "--picture", "shards.gif"))
                .extracting(Murmur::status, Murmur::err)
                .containsExactly(2, "murmur: --picture: the picture must end in .svg or .png, was shards.gif\n");
    }
}
