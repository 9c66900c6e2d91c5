package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import murmur.BadInput;
import murmur.node.Absences;
import murmur.node.Always;
import murmur.node.MarkovDropout;
import murmur.node.Participation;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSectionTest {
    private static final String REST = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            [TRAIN_PARAMS]
            training_class = Training
            loss_class = CrossEntropyLoss
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"dynamic, 4", "dynamic-rounds, 4", "el-local, 4", "one-peer-exponential, 1"})
    void topologiesThatDrawTheirGraphsNeedNoneGiven(String kind, int degree) throws IOException {
        Wiring wiring =
                read("graph_degree = 4", "", "nodes = 8\ntopology = " + kind).wiring();
        assertThat(wiring.nodes()).isEqualTo(8);
        assertThat(wiring.graph()).isEmpty();
        assertThat(wiring.topology().at(new Step(1, 0)).receiverCount(3)).isEqualTo(degree);
    }

    @Test
    void degreesAnnouncedAreThoseInForceOrThoseOfTheGraphGiven() throws IOException {
        String star = "graph = star\nnodes = 8\ntopology = dynamic";
        for (Map.Entry<String, Integer> expected :
                Map.of("in_force", 4, "graph_file", 7).entrySet()) {
            Wiring wiring = read("graph_degree = 4", "announced_degree = " + expected.getKey(), star)
                    .wiring();
            assertThat(wiring.degrees().announced(wiring.topology().at(new Step(0, 0)), 0))
                    .isEqualTo(expected.getValue());
        }
    }

    @Test
    void nodesTakePartAsTheSectionSays() throws IOException {
        assertThat(participation("")).isEqualTo(new Always());
        assertThat(participation("dropout_rate = 0")).isEqualTo(new Always());
        assertThat(participation("dropout_rate = 0.3\ndropout_correlation = 0.5"))
                .isEqualTo(new MarkovDropout(0.3, 0.5, MarkovDropout.Raised.AFTER_ABSENCE, 97));
        assertThat(participation("dropout_rate = 0.3\ndropout_compatibility = reference"))
                .isEqualTo(new MarkovDropout(0.3, 0, MarkovDropout.Raised.AFTER_PRESENCE, 97));
        Files.writeString(folder.resolve("churn.csv"), "node,from,to\n1,2,3\n");
        assertThat(participation("absences = churn.csv")).isInstanceOf(Absences.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | topology = dynamic      | graph_degree must be given
            graph_degree = 8          | topology = dynamic      | graph_degree
            graph_degree = 8          | topology = el-local     | at most the nodes to choose from, 7
            graph_degree = 4          | topology = dinamic      | did you mean "dynamic"?
            dropout_rate = 1          | graph = ring            | dropout_rate must be a finite number
            dropout_correlation = 0.5 | graph = ring            | dropout_rate must be given with dropout_correlation
            absences = none.csv       | graph = ring            | the file of absences must exist
            """)
    void whatCannotBeIsRefused(String node, String experiment, String complaint) {
        assertThatThrownBy(() -> read(node, "", "nodes = 8\n" + experiment))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(complaint);
    }

    private Participation participation(String node) throws IOException {
        return read(node, "", "graph = ring\nnodes = 8").participation();
    }

    private Experiment.Exchange read(String node, String sharing, String experiment) throws IOException {
        Path file = folder.resolve("experiment.ini");
        Files.writeString(
                file,
                REST + "[SHARING]\nsharing_class = SharingAsymmetric\n" + sharing + "\n[NODE]\n" + node
                        + "\n[EXPERIMENT]\n" + experiment + "\n");
        return ExperimentFile.read(file, Map.of()).experiment().exchange();
    }
}
