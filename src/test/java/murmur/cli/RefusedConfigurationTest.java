package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A configuration that cannot be run costs one line and nothing else.
class RefusedConfigurationTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                arguments("= 0.05", "= -0.5", "c.ini:17: [SHARING] noise_std must be a finite number of at least 0"),
                arguments("batch_size = 8", "batch_size = 0", "c.ini:12: [TRAIN_PARAMS] batch_size must be a whole"),
                arguments("lr = 0.1", "lr = -1", "c.ini:9: [OPTIMIZER_PARAMS] lr must be a finite number of at"),
                arguments("lr = 0.1", "lr = 0.1 ; fast", "move \"; fast\" to a line of its own"),
                arguments("ZeroSumSharing", "ZeroSumSharin", "c.ini:16: [SHARING] sharing_class must be Sharing"),
                arguments("ZeroSumSharing", "ZeroSumSharin", "did you mean \"ZeroSumSharing\"?"),
                arguments("LogisticRegression", "LogistikRegression", "did you mean \"LogisticRegression\"?"),
                arguments("batch_size", "batchsize", "c.ini:12: [TRAIN_PARAMS] batchsize is not a known key here"),
                arguments("batch_size", "batchsize", "did you mean \"batch_size\"?"),
                arguments("[TRAIN_PARAMS]", "[TRAIN_PARAM]", "c.ini:10: [TRAIN_PARAM] is not a known section"),
                arguments("[TRAIN_PARAMS]", "[TRAIN_PARAM]", "did you mean [TRAIN_PARAMS]?"),
                arguments(
                        "= Digits",
                        "= AmazonReview",
                        "c.ini:2: [DATASET] dataset_class = AmazonReview is known to decentralizepy"),
                arguments("= Digits", "= AmazonReview", "not supported by this version: use another data set"),
                arguments("test_after = 2", "precision = half", "[EXPERIMENT] precision must be float32 or bfloat16"),
                arguments("self_noise", "pickle", "c.ini:18: [SHARING] pickle is known to decentralizepy, but not sup"),
                arguments("self_noise", "compress", "compress = True is known to decentralizepy, but not supported"),
                arguments("shards = 2", "validation_size = 1", "c.ini:6: [DATASET] validation_size must be a finite"),
                arguments("shards = 2", "validation_source = train", "did you mean \"Train\"?"),
                arguments(
                        "= Digits",
                        "= MovieLens\ntrain_dir = d\nvalidation_source = Train\nvalidation_size = 0.1",
                        "blank"),
                arguments("= kshard", "= kshards", "c.ini:5: [DATASET] partition_niid must be iid, simple, kshard"),
                arguments("[SHARING]", "[NODE]\ntimeout = 3\n[SHARING]", "timeout is known to decentral"),
                arguments("lr = 0.1", "lr = 0.1\nlr = 0.2", "c.ini:10: [OPTIMIZER_PARAMS] lr must be given once"),
                arguments("shards = 2", "sizes = [0.9, 0.9]", "c.ini:6: [DATASET] sizes: the sum of sizes must be at"),
                arguments("regular 4", "regula 4", "c.ini:21: [EXPERIMENT] graph: graph must be one of regular,"),
                arguments("regular 4", "regular 16", "degree of a regular graph of 16 nodes must be 0 … 15, was 16"),
                arguments("4\nnodes = 16", "3\nnodes = 7", "must be even, as every edge has two ends, was 7 × 3"),
                arguments("nodes = 16\n", "", "graph must come with a number of nodes"),
                arguments("graph = regular 4\n", "", "[EXPERIMENT] graph must be given, was missing; add --graph FILE"),
                arguments("nodes = 16", "nodes = 1600", "c.ini:1: [DATASET]: the number of nodes must be at most that"),
                arguments("graph = regular 4\nnodes = 16", "graph = line\nnodes = 1", "c.ini:15: [SHARING]: zero-sum"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsRefusedByLineAndKey(String right, String wrong, String message) {
        Desk desk = new Desk(folder);

        assertThat(desk.refusal(desk.digits(right, wrong))).contains(message);
    }

    @Test
    void zeroSumNoiseForOneReceiverIsRefusedBeforeAnythingStarts() {
        Desk desk = new Desk(folder);
        Path file = desk.file("c.ini", Desk.DIGITS.replace("regular 4", "star").replace("self_noise = True", ""));

        assertThat(desk.refusal(file))
                .isEqualTo(
                        "murmur: c.ini:15: [SHARING]: zero-sum noise must have at least 2 receivers, was 1 at node 1;"
                                + " set self_noise = True, which makes the node one itself,"
                                + " or give the node more neighbours");
    }

    @Test
    void aSectionThatMustBeThereIsMissed() {
        Desk desk = new Desk(folder);

        assertThat(desk.refusal(desk.file("c.ini", "[DATASET]\ndataset_class = Digits\n")))
                .isEqualTo("murmur: c.ini: [SHARING] sharing_class must be given, was missing;"
                        + " there is no section [SHARING]");
    }

    @Test
    void aConfigurationMustBeAFile() {
        Desk desk = new Desk(folder);

        assertThat(desk.refusal(folder.resolve("none.ini")))
                .startsWith("murmur: none.ini must be a file, was missing;");
        assertThat(desk.refusal(folder)).contains("must be a file, was a folder; give the path of an .ini file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --iterations abc        | murmur: --iterations must be a whole number of at least 1, was abc
                    --seed -1               | murmur: --seed must be a whole number of at least 0, was -1
                    --topology dinamic      | murmur: --topology must be static, dynamic, dynamic-rounds, el-local or
                    --graph-type edgess     | murmur: --graph-type must be edges or adjacency, was edgess; did you mean
                    --machines 3            | murmur: --machines: machines × procs_per_machine must be the number of
                    --machines 3 -ps 2      | murmur: --procs-per-machine: machines × procs_per_machine must be the nu
                    --datasets nowhere      | murmur: --datasets must be a folder, was nowhere
                    --graph none.edges      | murmur: --graph must be a file that exists, or a generator
                    --log-level LOUD        | murmur: --log-level must be DEBUG, INFO, WARNING, ERROR or CRITICAL
                    --workers 0             | murmur: --workers must be a whole number of at least 1, was 0
                    --device cuda:-1        | murmur: --device must be cpu, cuda or cuda:N, was cuda:-1
                    --device cudo           | murmur: --device must be cpu, cuda or cuda:N, was cudo; did you mean "cuda"?
                    --device cuda           | murmur: device must be one that this machine has, was cuda; the program's
                    --device cuda:1         | murmur: device must be one that this machine has, was cuda:1; the program
                    --device cuda --hosts 2 | murmur: device must be one that this machine has, was cuda; the program's
                    --iteration 3           | murmur run: unknown option --iteration; did you mean --iterations?
                    --xyzzy                 | murmur run: unknown option --xyzzy; see murmur run --help
                    --iterations            | murmur run: Expected parameter for option '--iterations'
                    """)
    void aWrongOptionIsRefusedByItsName(String words, String message) {
        Desk desk = new Desk(folder);
        Object[] all = Stream.concat(Stream.of(desk.digits()), Stream.of(words.split(" ", -1)))
                .toArray();

        assertThat(desk.refusal(all)).startsWith(message);
    }

    @Test
    void matrixFactorizationHasOnePrecision() {
        Desk desk = new Desk(folder);
        Path ini = desk.digits("LogisticRegression", "MatrixFactorization");

        assertThat(desk.refusal(ini, "--precision", "bfloat16"))
                .contains("precision must be float32 with model_class MatrixFactorization, was bfloat16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MatrixFactorization", "TorchScript\nmodel_file = c.ini"})
    void modelsThatAreNotMadeOfOurLayersStayOnTheCpu(String model) {
        Desk desk = new Desk(folder);
        Path ini = desk.digits("LogisticRegression", model);

        assertThat(desk.refusal(ini, "--device", "cuda"))
                .contains("device must be cpu with model_class "
                        + model.lines().findFirst().orElseThrow() + ", was cuda");
    }
}
