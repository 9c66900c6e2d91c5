package murmur.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.experiment.Entry;
import murmur.experiment.ExperimentFile;
import murmur.experiment.Ini;
import murmur.experiment.Origin;
import murmur.experiment.sweep.SweepFile.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFileTest {
    private static final String BASE = """
            [EXPERIMENT]
            graph = regular 4
            nodes = 8
            [DATASET]
            dataset_class = Digits
            model_class = MLP
            [OPTIMIZER_PARAMS]
            lr = 0.1
            [TRAIN_PARAMS]
            batch_size = 8
            [NODE]
            graph_degree = 4
            [SHARING]
            sharing_package = decentralizepy.sharing.ZeroSumSharing
            sharing_class = ZeroSumSharing
            self_noise = True
            noise_std = 0.05
            """;

    @TempDir
    private Path folder;

    private List<Configuration> sweep(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("s.ini"), BASE + "[SWEEP]\n" + lines + "\n");
        return SweepFile.read(file, Map.of());
    }

    private List<String> names(String lines) throws IOException {
        return sweep(lines).stream().map(Configuration::name).toList();
    }

    private static String value(Configuration configuration, String section, String key) {
        return Optional.ofNullable(configuration.ini().sections().get(section))
                .map(found -> found.entries().get(key))
                .map(Entry::text)
                .orElse("absent");
    }

    @Test
    void theReferencesGrammarGivesItsNamesInItsOrder() throws IOException {
        assertThat(names("""
                        nbnodes = 8nodes
                        variant = nonoise, zerosum_selfnoise
                        avgsteps = 1avgsteps, 5avgsteps
                        noise_level = 4th, 0p5th
                        topology = static
                        random_seed = seed90
                        graph_degree = degree6
                        model_class = MLP
                        lr = lr0.05
                        rounds = 3rounds
                        batchsize = batchsize16
                        """))
                .containsExactly(
                        "nonoise_8nodes_1avgsteps_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16",
                        "nonoise_8nodes_5avgsteps_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16",
                        "zerosum_selfnoise_8nodes_1avgsteps_4th_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16",
                        "zerosum_selfnoise_8nodes_1avgsteps_0p5th_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16",
                        "zerosum_selfnoise_8nodes_5avgsteps_4th_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16",
                        "zerosum_selfnoise_8nodes_5avgsteps_0p5th_static_seed90_degree6_MLP_lr0.05_3rounds_batchsize16");
    }

    @Test
    void theReferencesAttributesSetItsKeys() throws IOException {
        Configuration one = sweep("""
                        variant = muffliato
                        noise_level = 16th
                        random_seed = seed91
                        graph_degree = degree6
                        lr = lr0.05
                        rounds = 3rounds
                        batchsize = batchsize16
                        avgsteps = 10avgsteps
                        topology = dynamic
                        """).getFirst();
        assertThat(value(one, "SHARING", "sharing_class")).isEqualTo("Muffliato");
        assertThat(value(one, "SHARING", "sharing_package")).isEqualTo("decentralizepy.sharing.Muffliato");
        assertThat(value(one, "SHARING", "noise_std")).isEqualTo("0.0140625");
        assertThat(value(one, "SHARING", "self_noise")).isEqualTo("absent");
        assertThat(value(one, "DATASET", "random_seed")).isEqualTo("91");
        assertThat(value(one, "NODE", "graph_degree")).isEqualTo("6");
        assertThat(value(one, "OPTIMIZER_PARAMS", "lr")).isEqualTo("0.05");
        assertThat(value(one, "TRAIN_PARAMS", "rounds")).isEqualTo("3");
        assertThat(value(one, "TRAIN_PARAMS", "batch_size")).isEqualTo("16");
        assertThat(value(one, "EXPERIMENT", "averaging_rounds")).isEqualTo("10");
        assertThat(value(one, "EXPERIMENT", "topology")).isEqualTo("dynamic");
    }

    @ParameterizedTest
    @CsvSource({
        "nonoise,SharingAsymmetric,absent",
        "muffliato,Muffliato,absent",
        "zerosum_selfnoise,ZeroSumSharing,True",
        "zerosum_noselfnoise,ZeroSumSharing,False"
    })
    void variantsChooseTheSharing(String variant, String sharing, String selfNoise) throws IOException {
        Configuration one = sweep("variant = " + variant).getFirst();
        assertThat(value(one, "SHARING", "sharing_class")).isEqualTo(sharing);
        assertThat(value(one, "SHARING", "self_noise")).isEqualTo(selfNoise);
    }

    @ParameterizedTest
    @CsvSource({
        "0p25th,0.9",
        "0p5th,0.45",
        "0p75th,0.3",
        "1th,0.225",
        "2th,0.1125",
        "2p5th,0.09",
        "3th,0.075",
        "3p5th,0.0642857142857143",
        "4th,0.05625",
        "5th,0.045",
        "6th,0.0375",
        "7th,0.03214285714285715",
        "8th,0.028125",
        "16th,0.0140625",
        "32th,0.00703125",
        "64th,0.003515625",
        "128th,0.001757813"
    })
    void noiseLevelsAreFractionsOfTheGradient(String level, String deviation) throws IOException {
        assertThat(value(sweep("noise_level = " + level).getFirst(), "SHARING", "noise_std"))
                .isEqualTo(deviation);
        assertThat(names("noise_std = " + deviation)).containsExactly(level);
    }

    @Test
    void quotientsAreComputedAndNamedAsLevels() throws IOException {
        assertThat(names("noise_std = 0.225/1, 0.225/2.5, 0.1, 0")).containsExactly("1th", "2p5th", "2p25th", "noise0");
        assertThat(value(sweep("lr = 0.1/4").getFirst(), "OPTIMIZER_PARAMS", "lr"))
                .isEqualTo("0.025");
    }

    @Test
    void plainNumbersGetTheWordsOfTheReference() throws IOException {
        assertThat(names("random_seed = 90, 91\nlr = 0.05\nrounds = 2\naveraging_rounds = 3\nnodes = 8"))
                .containsExactly("seed90_lr0.05_2rounds_3avgsteps_8nodes", "seed91_lr0.05_2rounds_3avgsteps_8nodes");
    }

    @Test
    void anyKeyOfASectionVaries() throws IOException {
        List<Configuration> all = sweep("sharing.sharing_seed = 1, 2\npartition_niid = iid, kshard\nshuffle = True");
        assertThat(all)
                .extracting(Configuration::name)
                .startsWith("sharing-seed1_iid_shuffle-True", "sharing-seed1_kshard_shuffle-True");
        assertThat(value(all.getLast(), "SHARING", "sharing_seed")).isEqualTo("2");
        assertThat(value(all.getLast(), "DATASET", "partition_niid")).isEqualTo("kshard");
        assertThat(value(all.getLast(), "TRAIN_PARAMS", "shuffle")).isEqualTo("True");
    }

    @Test
    void aSharingWithoutNoiseStandsOnceAndKeepsNoKeyOfNoise() throws IOException {
        List<Configuration> all = sweep("sharing_class = SharingAsymmetric, Muffliato\nnoise_std = 0.225/2, 0.225/4");
        assertThat(all)
                .extracting(Configuration::name)
                .containsExactly("SharingAsymmetric", "Muffliato_2th", "Muffliato_4th");
        assertThat(value(all.getFirst(), "SHARING", "noise_std")).isEqualTo("absent");
        assertThat(value(all.get(1), "SHARING", "sharing_package")).isEqualTo("absent");
    }

    @Test
    void namesHoldNothingThatMeansSomethingToAShellOrAFileSystem() throws IOException {
        Files.writeString(folder.resolve("ring of 8$(touch x).edges"), "8\n0 1\n1 2\n2 3\n3 4\n4 5\n5 6\n6 7\n7 0\n");
        List<Configuration> all = sweep("graph = ring of 8$(touch x).edges, regular 2, ring\nsharing_class = Sharing");
        assertThat(all)
                .extracting(Configuration::name)
                .containsExactly("ring-of-8-touch-x-.edges_Sharing", "regular-2_Sharing", "ring_Sharing")
                .allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*"));
        assertThat(value(all.getFirst(), "EXPERIMENT", "graph"))
                .isEqualTo(folder.toAbsolutePath() + "/ring of 8$(touch x).edges");
    }

    @Test
    void valuesThatCleanUpAlikeKeepDifferentNames() {
        assertThat(Attribute.clean("a b")).isEqualTo(Attribute.clean("a/b"));
        Entry graph = new Entry("SWEEP", "graph", "a b, a/b", new Origin.Line("s", 2));
        Attribute attribute = new Attribute(graph, Ini.parse("[EXPERIMENT]\ngraph = x", "s"));
        assertThat(attribute.choices()).extracting(Choice::word).doesNotHaveDuplicates();
    }

    @Test
    void whatIsWrittenReadsAsTheSameExperiment() throws IOException {
        Configuration one = sweep("variant = muffliato\nnoise_level = 4th").getFirst();
        Path file = Files.writeString(folder.resolve("one.ini"), one.text());
        var written = ExperimentFile.read(file, Map.of()).experiment();
        assertThat(written.name()).isEqualTo("muffliato_4th");
        assertThat(written.exchange().sharing())
                .isEqualTo(ExperimentFile.read(folder.resolve("s.ini"), one.ini())
                        .experiment()
                        .exchange()
                        .sharing());
    }

    @Test
    void commasInBracketsDivideNothing() {
        assertThat(Arithmetic.list("(0.9, 0.99), (0.8, 0.9),\n none"))
                .containsExactly("(0.9, 0.99)", "(0.8, 0.9)", "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nois_std = 1",
                "variant = zerosum",
                "noise_level = 0th",
                "noise_level = 0.5",
                "lr = fast",
                "lr = 0.1, 0.1",
                "lr =",
                "batch_size = 0",
                "x.lr = 0.1",
                "sharing_class = Sharing\nself_noise = True, False"
            })
    void whatCannotBeMeantIsRefusedWithItsLine(String lines) {
        assertThatThrownBy(() -> sweep(lines)).isInstanceOf(BadInput.class).hasMessageContaining("s.ini:");
    }

    @Test
    void murmurRunSaysWhatASweepIsFor() throws IOException {
        sweep("lr = 0.1");
        assertThatThrownBy(() -> ExperimentFile.read(folder.resolve("s.ini"), Map.of()))
                .hasMessageContaining("murmur sweep");
    }
}
