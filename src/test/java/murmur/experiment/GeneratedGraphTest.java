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

    /// A run would not tell which edges were added.
    @Test
    void aGraphMadeFromAFileIsWrittenFirst() {
        assertThatThrownBy(() -> wiring("connected six.edges"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("graph must be a file or a family of graphs, was 'connected six.edges'; write"
                        + " the graph with 'murmur graph generate connected six.edges -o FILE', and give that file");
    }
}
