package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import murmur.BadInput;
import murmur.data.Consecutive;
import murmur.data.DirichletLabels;
import murmur.data.Fractions;
import murmur.data.Iid;
import murmur.data.LabelShards;
import murmur.data.Partition;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.mixing.MetropolisHastings;
import murmur.node.Schedule;
import murmur.privacy.ZeroSumNoise;
import murmur.topology.GraphFile;
import murmur.training.Adam;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every key of docs/configuration.md lands where it belongs.
class ExperimentFileTest {
    /// Nothing but what must be there.
    private static final String LEAST = """
            [DATASET]
            dataset_class = Digits
            model_class = MLP
            [SHARING]
            sharing_class = SharingAsymmetric
            [EXPERIMENT]
            graph = ring
            nodes = 6
            """;

    private static final String EVERYTHING = """
            [DATASET]
            dataset_package = decentralizepy.datasets.CIFAR10
            dataset_class = CIFAR10
            model_class = LeNet
            train_dir = /datasets/CIFAR
            test_dir = /datasets/CIFAR
            sizes = [0.25, 0.25, 0.25, 0.25]
            random_seed = 90
            test_batch_size = 256
            only_local = True
            partition_niid = kshard
            shards = 2
            alpha = 0.5
            validation_source =
            validation_size =
            [OPTIMIZER_PARAMS]
            optimizer_package = torch.optim
            optimizer_class = SGD
            lr = 0.05
            momentum = 0.9
            dampening = 0
            weight_decay = 0.0005
            nesterov = True
            [TRAIN_PARAMS]
            training_package = decentralizepy.training.TrainingClipping
            training_class = TrainingClipping
            rounds = 3
            full_epochs = False
            batch_size = 32
            shuffle = True
            loss_package = torch.nn
            loss_class = MSELoss
            clipping_norm = 1.5
            [NODE]
            graph_degree = 6
            [COMMUNICATION]
            comm_package = decentralizepy.communication.TCP_ACK
            comm_class = TCP
            addresses_filepath = /ip.json
            offset = 9000
            recv_timeout = 50
            [SHARING]
            sharing_package = decentralizepy.sharing.ZeroSumSharing
            sharing_class = ZeroSumSharing
            noise_std = 0.05625
            sharing_seed = 7
            self_noise = True
            zero_sum = weighted
            compress = False
            save_models_for_attacks = 500
            save_all_models = False
            nb_models_to_save = 3
            [EXPERIMENT]
            name = everything
            graph = regular 2
            graph_type = adjacency
            nodes = 8
            iterations = 100
            averaging_rounds = 4
            topology = static
            test_after = 10
            train_evaluate_after = 20
            reset_optimizer = 0
            datasets = data
            log_dir = results
            machines = 2
            procs_per_machine = 4
            workers = 3
            log_level = DEBUG
            """;

    @TempDir
    private Path folder;

    private Configured read(String text, Map<String, GivenOption> overrides) {
        try {
            return ExperimentFile.read(Files.writeString(folder.resolve("c.ini"), text), overrides);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private Experiment experiment(String text) {
        return read(text, Map.of()).experiment();
    }

    private static GivenOption option(String name, String value) {
        return new GivenOption(name, ExperimentFile.SECTION, value);
    }

    private static Partition partition(Experiment experiment) {
        return ((PlacedPartition) experiment.learning().split().partition()).partition();
    }

    @Test
    void everyKeyIsReadIntoItsRecord() {
        Configured all = read(EVERYTHING, Map.of());
        Experiment experiment = all.experiment();

        assertThat(experiment.name()).isEqualTo("everything");
        assertThat(partition(experiment)).isEqualTo(new LabelShards(2, 90, Fractions.parse("[0.25,0.25,0.25,0.25]")));
        assertThat(experiment.learning().split().onlyLocal()).isTrue();
        assertThat(experiment.learning().model().name()).isEqualTo("LeNet");
        assertThat(experiment.learning().testBatchSize()).isEqualTo(256);
        assertThat(experiment.learning().seed()).isEqualTo(90);
        assertThat(experiment.learning().training())
                .isEqualTo(new LocalTraining(
                        new Sgd(0.05, 0.9, 0, 0.0005, true),
                        Loss.MEAN_SQUARED_ERROR,
                        32,
                        3,
                        false,
                        true,
                        OptionalDouble.of(1.5)));
        assertThat(experiment.exchange().sharing())
                .isEqualTo(new ZeroSumNoise(0.05625, true, ZeroSumNoise.Weighting.MIXING, 7));
        assertThat(experiment.exchange().mixing()).isEqualTo(new MetropolisHastings());
        assertThat(experiment.exchange().wiring().graphFile()).isEmpty();
        assertThat(experiment.saving()).isEqualTo(new Experiment.Saving(500, 3));
        assertThat(experiment.schedule()).isEqualTo(new Schedule(100, 4, 10, 20, false));
        assertThat(experiment.placement()).isEqualTo(new Placement(2, 4));
        assertThat(all.settings())
                .asString()
                .startsWith("RunSettings[workers=3, logDir=Optional[results], logLevel=DEBUG,");
    }

    @Test
    void whatIsNotSaidIsTheReferencesDefault() {
        Configured least = read(LEAST, Map.of());
        Experiment experiment = least.experiment();

        assertThat(experiment.name()).isEqualTo("c");
        assertThat(experiment.learning().seed())
                .as("seed of weights and mini-batches")
                .isEqualTo(97);
        assertThat(partition(experiment)).isEqualTo(new Consecutive(Fractions.equal()));
        assertThat(partition(experiment(LEAST.replace("MLP", "MLP\npartition_niid = iid"))))
                .isEqualTo(new Iid(1234, Fractions.equal()));
        assertThat(experiment.learning().testBatchSize()).isEqualTo(64);
        assertThat(experiment.learning().split().onlyLocal()).isFalse();
        assertThat(experiment.learning().training())
                .isEqualTo(new LocalTraining(
                        new Sgd(0.001, 0, 0, 0, false),
                        Loss.CROSS_ENTROPY,
                        1,
                        1,
                        false,
                        false,
                        OptionalDouble.empty()));
        assertThat(experiment.saving().includes(0, 0)).isFalse();
        assertThat(experiment.schedule()).isEqualTo(new Schedule(1, 1, 5, 1, true));
        assertThat(experiment.placement()).isEqualTo(new Placement(1, 6));
        assertThat(least.settings().logDir()).isEmpty();
        assertThat(least.settings().logLevel()).isEqualTo("INFO");
        assertThat(least.settings().workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void optionsWinOverKeys() {
        Configured run = read(
                EVERYTHING,
                Map.of(
                        "iterations", option("--iterations", "7"),
                        "averaging_rounds", option("--averaging-rounds", "2"),
                        "nodes", option("--nodes", "12"),
                        "machines", option("--machines", "3"),
                        "random_seed", new GivenOption("--seed", "DATASET", "5")));

        assertThat(run.experiment().schedule()).isEqualTo(new Schedule(7, 2, 10, 20, false));
        assertThat(run.experiment().placement()).isEqualTo(new Placement(3, 4));
        assertThat(run.experiment().learning().seed()).isEqualTo(5);
        assertThat(((LabelShards) partition(run.experiment())).seed()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"iid,Iid", "False,Iid", "none,Iid", "simple,Consecutive", "kshard,LabelShards", "True,LabelShards"})
    void partitionsAreSpelledAsInTheReference(String word, String type) {
        Experiment experiment = experiment(LEAST.replace("MLP", "MLP\npartition_niid = " + word));

        assertThat(partition(experiment).getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void dirichletPartitionsTakeAlpha() {
        assertThat(partition(experiment(LEAST.replace("MLP", "MLP\npartition_niid = dirichlet"))))
                .isEqualTo(new DirichletLabels(100, 1234));
        assertThat(partition(experiment(LEAST.replace("MLP", "MLP\npartition_niid = dirichlet\nalpha = 0.5"))))
                .isEqualTo(new DirichletLabels(0.5, 1234));
    }

    @Test
    void adamHasPyTorchsDefaults() {
        assertThat(optimizer("optimizer_class = Adam")).isEqualTo(new Adam(0.001, 0.9, 0.999, 1e-8, 0, false));
        assertThat(optimizer("optimizer_class = AdamW")).isEqualTo(new Adam(0.001, 0.9, 0.999, 1e-8, 0.01, true));
        assertThat(optimizer("optimizer_class = Adam\nlr = 0.1\nbetas = (0.8, 0.9)\neps = 1e-6\nweight_decay = 0.1"))
                .isEqualTo(new Adam(0.1, 0.8, 0.9, 1e-6, 0.1, false));
    }

    private Object optimizer(String lines) {
        return experiment(LEAST + "[OPTIMIZER_PARAMS]\n" + lines)
                .learning()
                .training()
                .optimizer();
    }

    @Test
    void lossFunctionsAreLossesToo() {
        String function = "[TRAIN_PARAMS]\nloss_package = torch.nn.functional\nloss = mse_loss\n";

        assertThat(experiment(LEAST + function).learning().training().loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    }

    /// A key is about the folder of its file, an option about that of the user; a file wins over a generator's name.
    @Test
    void aGraphIsAFileWhenThereIsOneOrItsNameHasADot() throws IOException {
        Path file = Files.writeString(folder.resolve("ring"), "3\n0 1\n1 2\n");
        String named = LEAST.replace("nodes = 6\n", "");

        assertThat(experiment(named).exchange().wiring().graphFile())
                .contains(new Experiment.GraphOrigin(file, GraphFile.Format.EDGES));
        assertThat(experiment(named).nodes()).isEqualTo(3);
        assertThatThrownBy(() -> experiment(LEAST))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "[EXPERIMENT] nodes must be a whole number equal to that of the graph file, 3, was 6");
        assertThatThrownBy(() -> experiment(LEAST.replace("= ring", "= six.edges")))
                .hasMessageContaining("c.ini:7: [EXPERIMENT] graph must be a file that exists, or a generator");
        assertThat(read(LEAST, Map.of("graph", option("--graph", file.toString())))
                        .experiment()
                        .nodes())
                .as("a file given to replace a generator")
                .isEqualTo(3);
    }
}
