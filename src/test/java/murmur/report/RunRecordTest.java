package murmur.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import murmur.experiment.ExperimentFile;
import murmur.launch.EmbeddedRun;
import murmur.node.Evaluation;
import murmur.node.NodeEvent;
import murmur.node.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RunRecordTest {
    @TempDir
    private Path folder;

    private static NodeEvent evaluated(int node) {
        List<Double> classes = List.of(0.0, 100.0, 200 / 3.0, Double.NaN, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        Evaluation evaluation = new Evaluation(
                OptionalDouble.empty(), Optional.of(new Evaluation.Figures(2, 50, classes)), Optional.empty());
        return new NodeEvent.IterationEnded(node, 0, 1, new Traffic(10, 1), evaluation);
    }

    private RunRecord start() throws IOException {
        Path ini = Files.writeString(folder.resolve("c.ini"), """
                [DATASET]
                dataset_class = Digits
                model_class = LogisticRegression
                [SHARING]
                sharing_class = Sharing
                [EXPERIMENT]
                graph = ring
                nodes = 3
                """);
        EmbeddedRun run = EmbeddedRun.prepare(ExperimentFile.read(ini, Map.of()).experiment());
        RunRecord.Origin origin = new RunRecord.Origin(ini, List.of(), Instant.EPOCH, "INFO");
        return RunRecord.start(ResultFolder.at(folder.resolve("out"), ini, false), run, origin);
    }

    /// Nodes may still be at work when a run is interrupted: they must neither fail nor write into closed files.
    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        RunRecord record = start();
        record.on(evaluated(0));
        record.finish("interrupted");
        record.on(evaluated(1));
        record.on(evaluated(2));
        record.finish("failed");

        assertThat(folder.resolve("out/metrics.csv"))
                .content()
                .hasLineCount(2)
                .contains("\n1,0,,2.0,50.0,11,1,10,1,0.0,100.0,66.67,,1.0,2.0,3.0,4.0,5.0,6.0\n");
        assertThat(folder.resolve("out/machine0/0_results.json")).exists();
        assertThat(folder.resolve("out/machine0/1_results.json")).doesNotExist();
        assertThat(JsonMapper.shared()
                        .readTree(folder.resolve("out/manifest.json"))
                        .get("state")
                        .asString())
                .isEqualTo("interrupted");
    }

    @Test
    void rowsAreWrittenOnceAllNodesHaveThem() throws IOException {
        RunRecord record = start();
        Path metrics = folder.resolve("out/metrics.csv");
        record.on(evaluated(2));
        record.on(evaluated(0));
        assertThat(metrics).content().hasLineCount(1);

        record.on(evaluated(1));

        assertThat(Files.readAllLines(metrics).stream().skip(1).map(line -> line.substring(0, 3)))
                .containsExactly("1,0", "1,1", "1,2");
        record.finish("done");
    }
}
