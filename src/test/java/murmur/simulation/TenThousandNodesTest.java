package murmur.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.launch.EmbeddedRun;
import murmur.node.NodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nodes cost little more than their vectors.
class TenThousandNodesTest {
    private static final String CONFIGURATION = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            partition_niid = shared
            samples_per_node = 20

            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            lr = 0.5

            [TRAIN_PARAMS]
            training_class = Training
            loss_class = CrossEntropyLoss
            batch_size = 16
            shuffle = True

            [NODE]
            graph_degree = 6
            dropout_rate = 0.1

            [SHARING]
            sharing_class = SharingAsymmetric

            [EXPERIMENT]
            topology = dynamic
            nodes = 10000
            iterations = 3
            """;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void tenThousandNodesShareTheSamplesOfOneSmallSet() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("many.ini"), CONFIGURATION);
        Experiment experiment = ExperimentFile.read(file, Map.of()).experiment();
        AtomicInteger ended = new AtomicInteger();
        EmbeddedRun.prepare(experiment).run(2, event -> {
            if (event instanceof NodeEvent.IterationEnded) {
                ended.incrementAndGet();
            }
        });
        assertThat(ended).hasValue(30_000);
    }
}
