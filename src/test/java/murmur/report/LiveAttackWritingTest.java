package murmur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import murmur.attack.ProgressListener;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.launch.EmbeddedRun;
import murmur.node.NodeEvent;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAttackWritingTest {
    private static final int NODES = 3;

    @TempDir
    private Path folder;

    private Configured configured() throws IOException {
        Path ini = Files.writeString(folder.resolve("c.ini"), """
                [DATASET]
                dataset_class = Digits
                model_class = LogisticRegression
                [TRAIN_PARAMS]
                rounds = 1
                [SHARING]
                sharing_class = Sharing
                [EXPERIMENT]
                graph = complete
                nodes = 3
                iterations = 6
                [ATTACK]
                attacks = threshold
                attack_after = 1
                """);
        return ExperimentFile.read(ini, Map.of());
    }

    /// How many models of each iteration there are in the reference's table.
    private Map<String, Long> models() throws IOException {
        Path file = folder.resolve("threshold_" + folder.getFileName() + ".csv");
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        List<String> lines = Files.readAllLines(file);
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("iteration");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[column])
                .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    }

    private void run(NodeEvent.Observer observer) throws IOException, InterruptedException {
        Configured configured = configured();
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        try (Workers workers = run.workers(2);
                LiveAttack attack = LiveAttack.start(
                        run, configured.attack().orElseThrow(), folder, workers, ProgressListener.UNHEARD)) {
            run.run(workers, NodeEvent.Observer.all(List.of(attack, observer)));
        }
    }

    @Test
    void anIterationIsOnDiskOnceAllNodesHaveEndedIt() throws Exception {
        AtomicLong left = new AtomicLong(NODES);
        Map<String, Long> afterFirst = new TreeMap<>();
        run(event -> {
            if (event instanceof NodeEvent.IterationEnded ended
                    && ended.iteration() == 0
                    && left.decrementAndGet() == 0) {
                afterFirst.putAll(read());
            }
        });
        assertThat(afterFirst).containsEntry("1", 3L);
        assertThat(models())
                .hasSize(6)
                .allSatisfy((iteration, models) -> assertThat(models).isEqualTo(NODES));
    }

    private Map<String, Long> read() {
        try {
            return models();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /// Of the iterations before, all messages; of that in which it fails, those that were scored by then.
    @Test
    void aRunThatFailsLeavesWhatWasScored() throws Exception {
        assertThatThrownBy(() -> run(event -> {
                    if (event instanceof NodeEvent.Shared shared
                            && shared.audience().step().iteration() == 3
                            && shared.node() == 1) {
                        throw new IllegalStateException("the disk is full");
                    }
                }))
                .hasMessageContaining("the disk is full");
        assertThat(models()).containsEntry("2", 3L).containsKey("4");
    }

    @Test
    void nothingIsWrittenAfterAnInterruption() throws Exception {
        Configured configured = configured();
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        Map<String, Long> then = new TreeMap<>();
        try (Workers workers = run.workers(2);
                LiveAttack attack = LiveAttack.start(
                        run, configured.attack().orElseThrow(), folder, workers, ProgressListener.UNHEARD)) {
            NodeEvent.Observer interruption = event -> {
                if (event instanceof NodeEvent.Shared shared
                        && shared.audience().step().iteration() == 2
                        && shared.node() == 0) {
                    attack.finish();
                    then.putAll(read());
                }
            };
            run.run(workers, NodeEvent.Observer.all(List.of(attack, interruption)));
        }
        assertThat(then).containsEntry("1", 3L).doesNotContainKey("6");
        assertThat(models()).isEqualTo(then);
    }
}
