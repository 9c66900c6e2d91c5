package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import murmur.BadInput;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.math.ParameterVector;
import murmur.node.Evaluation;
import murmur.node.NodeEvent;
import murmur.random.PythonRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MovieLensRunTest {
    private static final String CONFIGURATION = """
            [DATASET]
            dataset_package = decentralizepy.datasets.MovieLens
            dataset_class = MovieLens
            model_class = MatrixFactorization
            train_dir = /datasets/MovieLens
            test_dir = /datasets/MovieLens
            sizes =

            [OPTIMIZER_PARAMS]
            optimizer_package = torch.optim
            optimizer_class = SGD
            lr = 0.2

            [TRAIN_PARAMS]
            training_package = decentralizepy.training.Training
            training_class = Training
            rounds = 1
            full_epochs = True
            batch_size = 4
            shuffle = True
            loss_package = torch.nn
            loss_class = MSELoss

            [SHARING]
            sharing_package = decentralizepy.sharing.ZeroSumSharing
            sharing_class = ZeroSumSharing
            self_noise = True
            noise_std = 0.001

            [EXPERIMENT]
            graph = ring
            nodes = 5
            iterations = 40
            test_after = 40
            train_evaluate_after = 40
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeRatings() throws IOException {
        StringBuilder lines = new StringBuilder("userId,movieId,rating,timestamp\n");
        PythonRandom random = new PythonRandom(1);
        for (int user = 1; user <= 12; user++) {
            for (int position = 0; position < 20; position++) {
                // The same positions are drawn for all users: in the same order, some movies would never be learned.
                int movie = 1 + (position + 3 * user) % 20;
                double stars = (random.randint(7, 9) - user % 2 * 4) / 2.0;
                lines.append(user + "," + 10 * movie + "," + stars + ",0\n");
            }
        }
        Files.createDirectory(folder.resolve("ml-latest-small"));
        Files.writeString(folder.resolve("ml-latest-small/ratings.csv"), lines);
    }

    @Test
    void nodesLearnTheRatingsOfTheirOwnUsers() throws Exception {
        Map<Integer, Evaluation> last = new ConcurrentHashMap<>();
        Map<Integer, Evaluation> first = new ConcurrentHashMap<>();
        EmbeddedRun run = EmbeddedRun.prepare(read(CONFIGURATION));

        run.run(2, event -> {
            if (event instanceof NodeEvent.IterationEnded ended
                    && !ended.evaluation().isEmpty()) {
                first.putIfAbsent(ended.node(), ended.evaluation());
                last.put(ended.node(), ended.evaluation());
            }
        });

        assertThat(run.network().length()).isEqualTo(20 * (12 + 20));
        assertThat(run.shards()).extracting(shard -> shard.size()).containsExactly(42, 42, 28, 28, 28);
        for (int node = 0; node < 5; node++) {
            Evaluation before = Objects.requireNonNull(first.get(node));
            Evaluation after = Objects.requireNonNull(last.get(node));
            assertThat(after.testLoss().orElseThrow())
                    .isLessThan(before.testLoss().orElseThrow() / 2);
            assertThat(after.testAccuracyPercent().orElseThrow()).isGreaterThan(20);
        }
    }

    @Test
    void theNumberOfWorkersChangesNoBit() throws Exception {
        List<ParameterVector> one = EmbeddedRun.prepare(read(CONFIGURATION)).run(1, event -> {});
        List<ParameterVector> three = EmbeddedRun.prepare(read(CONFIGURATION)).run(3, event -> {});

        assertThat(three).isEqualTo(one);
    }

    @Test
    void keysAndDefaultsAreThoseOfTheReference() throws IOException {
        Experiment plain = read(CONFIGURATION);
        Experiment sized = read(CONFIGURATION.replace("sizes =", "n_users = 610\nn_items = 9724\ntest_batch_size = 8"));

        assertThat(plain.learning().testBatchSize()).isEqualTo(1);
        assertThat(plain.learning().seed()).isEqualTo(97);
        assertThat(sized.learning().testBatchSize()).isEqualTo(8);
        assertThat(sized.learning().data().loader().load().train().size()).isEqualTo(12 * 14);
        assertThat(read(CONFIGURATION.replace("test_dir = /datasets/MovieLens", "test_dir ="))
                        .learning()
                        .data()
                        .loader()
                        .load()
                        .test())
                .isEmpty();
    }

    @Test
    void theSeedChoosesTheTrainingRatings() throws IOException {
        String absent = trainingSha256(CONFIGURATION);

        assertThat(trainingSha256(CONFIGURATION.replace("sizes =", "random_seed = 1234")))
                .isEqualTo(absent);
        assertThat(trainingSha256(CONFIGURATION.replace("sizes =", "random_seed = 97")))
                .isNotEqualTo(absent);
    }

    @Test
    void tablesSmallerThanTheFileNeedsAreRefused() throws IOException {
        Experiment experiment = read(CONFIGURATION.replace("sizes =", "n_users = 11"));

        assertThatThrownBy(() -> EmbeddedRun.prepare(experiment))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("n_users must be at least the 12 of");
    }

    @Test
    void sizesOfTablesBelongToMovieLensOnly() {
        String digits = CONFIGURATION
                .replace("dataset_package = decentralizepy.datasets.MovieLens\n", "")
                .replace("dataset_class = MovieLens", "dataset_class = Digits\nn_users = 3");

        assertThatThrownBy(() -> read(digits)).isInstanceOf(BadInput.class).hasMessageContaining("n_users");
    }

    private String trainingSha256(String configuration) throws IOException {
        return read(configuration).learning().data().loader().load().train().sha256();
    }

    private Experiment read(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("config.ini"), configuration);
        return ExperimentFile.read(file, Map.of()).experiment();
    }
}
