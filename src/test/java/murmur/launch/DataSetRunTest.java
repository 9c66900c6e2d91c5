package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.FemnistLabelSplit;
import murmur.data.LeafFiles;
import murmur.data.Shard;
import murmur.experiment.ExperimentFile;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.model.Entry;
import murmur.model.Network;
import murmur.node.NodeEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Small runs on every kind of data that needs no download, from their configuration.
@Timeout(120)
final class DataSetRunTest {
    private static final String INI = """
            [DATASET]
            <dataset>
            random_seed = 90

            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            lr = 0.05

            [TRAIN_PARAMS]
            rounds = 2
            batch_size = 4
            shuffle = True

            [SHARING]
            sharing_class = ZeroSumSharing
            self_noise = True
            noise_std = <noise>
            <sharing>

            [EXPERIMENT]
            graph = ring
            nodes = 4
            machines = 2
            iterations = 1
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFemnist() throws IOException {
        for (int writer = 0; writer < 8; writer++) {
            LeafFiles.write(
                    folder.resolve("writers").resolve("w" + writer + ".json"),
                    LeafFiles.legibleWriter("w" + writer, writer, 9));
        }
        LeafFiles.write(
                folder.resolve("test").resolve("all.json"),
                LeafFiles.legibleWriter("w0", 3, 5),
                LeafFiles.legibleWriter("w1", 4, 5));
    }

    private EmbeddedRun prepare(String dataset, double noise, String sharing) throws IOException {
        Path ini = Files.writeString(
                folder.resolve("run.ini"),
                INI.replace("<dataset>", dataset)
                        .replace("<noise>", Double.toString(noise))
                        .replace("<sharing>", sharing));
        return EmbeddedRun.prepare(ExperimentFile.read(ini, Map.of()).experiment());
    }

    private static void finishes(EmbeddedRun run) throws InterruptedException {
        assertThat(run.run(2, event -> {}))
                .hasSize(4)
                .allMatch(model -> Double.isFinite(model.norm()))
                .noneMatch(run.initialModel()::equals);
    }

    @Test
    void femnistWithRnetKeepsItsVariancesThroughNoise() throws IOException, InterruptedException {
        String femnist = """
                dataset_class = Femnist
                model_class = RNET
                train_dir = writers
                test_dir = test""";
        EmbeddedRun run = prepare(femnist, 3, "");
        assertThat(run.shards().stream().map(Shard::size)).containsOnly(18);
        int[] variances = variances(run.network());
        assertThat(variances).hasSize(2400);
        Queue<ParameterVector> seen = new ConcurrentLinkedQueue<>();

        seen.addAll(run.run(2, event -> {
            if (event instanceof NodeEvent.Shared shared) {
                seen.add(shared.shares().kept());
                seen.add(shared.shares().sent(0));
                seen.add(shared.shares().sent(1));
            }
        }));

        assertThat(seen).hasSize(4 * 3 + 4);
        // A channel of a dead input may have none.
        assertThat(seen)
                .allSatisfy(model -> assertThat(IntStream.of(variances).mapToDouble(model::at))
                        .allMatch(variance -> variance >= 0));
        assertThat(counters(run, seen)).containsOnly(2f);
        List<ParameterVector> reference =
                prepare(femnist, 3, "buffer_noise = reference").run(2, event -> {});
        assertThat(IntStream.of(variances).mapToDouble(reference.getFirst()::at))
                .anyMatch(variance -> variance < 0);
    }

    private static int[] variances(Network network) {
        IntStream.Builder positions = IntStream.builder();
        int offset = 0;
        for (Entry entry : network.state()) {
            if (entry.name().endsWith("running_var")) {
                IntStream.range(offset, offset + entry.length()).forEach(positions::add);
            }
            offset += entry.length();
        }
        return positions.build().toArray();
    }

    private static List<Float> counters(EmbeddedRun run, Collection<ParameterVector> models) {
        List<Float> counters = new ArrayList<>();
        for (ParameterVector model : models) {
            for (VectorLayout.Run part : run.network().layout().runs()) {
                if (part.content() == VectorLayout.Content.COUNTER) {
                    counters.add(model.at(part.start()));
                }
            }
        }
        return counters;
    }

    @Test
    void nodesWithTooFewSamplesAreRefusedBeforeTheStart() throws IOException {
        for (int writer = 0; writer < 8; writer++) {
            LeafFiles.write(
                    folder.resolve("writers").resolve("w" + writer + ".json"),
                    LeafFiles.legibleWriter("w" + writer, writer, 1));
        }
        String femnist = """
                dataset_class = Femnist
                model_class = LogisticRegression
                train_dir = writers""";

        assertThatThrownBy(() -> prepare(femnist, 0, ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the samples of node 0 must number at least batch_size, 4, was 2");
    }

    @Test
    void filesDividedByLabelGoToUidsOrToRanks() throws IOException, InterruptedException {
        FemnistLabelSplit.split(folder.resolve("writers"), 4, 2, folder.resolve("split"));
        String split = """
                dataset_class = FemnistLabelSplit
                model_class = LogisticRegression
                train_dir = split
                test_dir = test
                shard_by = %s""";

        EmbeddedRun byUid = prepare(split.formatted("uid"), 0, "");
        EmbeddedRun byRank = prepare(split.formatted("rank"), 0, "");

        assertThat(byUid.shards().stream().map(shard -> shard.index(0))).doesNotHaveDuplicates();
        assertThat(byRank.shards().stream().map(shard -> shard.index(0))).containsExactly(0, 18, 0, 18);
        finishes(byUid);
    }

    @Test
    void tablesGoToNodesByOwner() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("who,x1,x2,y\n");
        for (int row = 0; row < 40; row++) {
            table.append("owner%d,%d,%d,%s%n".formatted(row % 8, row, -row, row % 2 == 0 ? "even" : "odd"));
        }
        Files.writeString(folder.resolve("table.csv"), table);
        EmbeddedRun run = prepare("""
                dataset_class = Csv
                model_class = MLP
                train_dir = table.csv
                test_dir = table.csv
                label_column = y
                owner_column = who
                partition_niid = owner""", 0, "");

        assertThat(run.shards().getFirst().index(1)).isEqualTo(1);
        assertThat(run.shards().getFirst().index(2)).isEqualTo(8);
        assertThat(run.data().test().orElseThrow().size()).isEqualTo(40);
        finishes(run);
    }

    @Test
    void textsAreLearnedByRecurrentNetworks() throws IOException, InterruptedException {
        String line = "\"" + "to be or not to be, ".repeat(4) + "\"";
        for (int role = 0; role < 4; role++) {
            String lines = "[" + (line + ", ").repeat(7) + line + "]";
            LeafFiles.write(
                    folder.resolve("plays").resolve("r" + role + ".json"),
                    new LeafFiles.User("r" + role, lines, "[" + "\"t\", ".repeat(7) + "\"t\"]"));
        }
        finishes(prepare("""
                dataset_class = Shakespeare
                model_class = LSTM
                train_dir = plays""", 0, ""));
    }

    @Test
    void missingKeysOfADataSetAreNamed() {
        assertThatThrownBy(() -> prepare("dataset_class = Csv\nmodel_class = MLP\ntrain_dir = a.csv", 0, ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("label_column must be given");
        assertThatThrownBy(() -> prepare("dataset_class = Celeba\nmodel_class = CNN\ntrain_dir = a", 0, ""))
                .hasMessageContaining("images_dir must name the folder of the pictures");
        assertThatThrownBy(() -> prepare("dataset_class = Femnist\nmodel_class = RNET", 0, ""))
                .hasMessageContaining("train_dir must name the folder");
    }
}
