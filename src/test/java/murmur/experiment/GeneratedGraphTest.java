package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generators in place of a graph file.
class GeneratedGraphTest {
    @TempDir
    Path folder;

    private Wiring wiring(String graph) throws IOException {
        Path file = Files.writeString(folder.resolve("c.ini"), """
                [DATASET]
                dataset_class = Digits
                model_class = MLP
                [SHARING]
                sharing_class = SharingAsymmetric
                [EXPERIMENT]
                nodes = 12
                graph =\s""" + graph + "\n");
        return ExperimentFile.read(file, Map.of()).experiment().exchange().wiring();
    }

    @Test
    void aDecimalPointMakesNoFileOfAGenerator() throws IOException {
        assertThat(wiring("small-world 2 0.1").graphFile()).isEmpty();
        assertThat(wiring("small-world 2 0.1").fixedGraph().orElseThrow().edges())
                .isEqualTo(24);
        assertThat(wiring("erdos-renyi 0.5").graphFile()).isEmpty();
    }

    @Test
    void aGraphMadeFromAFileSaysWhichEdgesWereAdded() throws IOException {
        Files.writeString(folder.resolve("two.edges"), "12\n" + pieces());

        Wiring wiring = wiring("connected two.edges");

        assertThat(wiring.fixedGraph().orElseThrow().connected()).isTrue();
        assertThat(wiring.remark().orElseThrow()).contains("two.edges has 2 components: added the edge 0–6");
        assertThat(wiring.graphFile()).isEmpty();
    }

    /// Two rings of six nodes.
    private static String pieces() {
        StringBuilder edges = new StringBuilder();
        for (int node = 0; node < 12; node++) {
            edges.append(node).append(' ').append(node / 6 * 6 + (node + 1) % 6).append('\n');
        }
        return edges.toString();
    }

    @Test
    void theNodesBesideAFileMustBeThoseOfTheFile() throws IOException {
        Files.writeString(folder.resolve("six.edges"), "6\n0 1\n2 3\n4 5\n");

        assertThatThrownBy(() -> wiring("connected six.edges"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(folder
                        + "/c.ini:7: [EXPERIMENT] nodes must be a whole number equal to that of the graph file, 6");
        assertThatThrownBy(() -> wiring("from-file sixty.edges"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("c.ini:8: [EXPERIMENT] graph")
                .hasMessageContaining("sixty.edges: graph file must exist");
    }
}
