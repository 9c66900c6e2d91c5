package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import murmur.BadInput;
import murmur.experiment.Communication;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.math.ParameterVector;
import murmur.node.NodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two hosts in one process, of which one gives trouble.
@Timeout(90)
class HostRunTest {
    private static final String INI = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            [OPTIMIZER_PARAMS]
            [TRAIN_PARAMS]
            training_class = Training
            batch_size = 8
            loss_class = CrossEntropyLoss
            [SHARING]
            sharing_class = Sharing
            [EXPERIMENT]
            graph = ring
            nodes = 6
            machines = 2
            procs_per_machine = 4 2
            iterations = 50
            """;

    private static final String WELL = "it ended well";

    @TempDir
    private Path folder;

    private final List<InetSocketAddress> hosts = freePorts();
    private final List<CompletableFuture<Throwable>> ends = new ArrayList<>();
    private final Map<Integer, ParameterVector> models = new ConcurrentSkipListMap<>();

    private Experiment experiment(Map<String, GivenOption> options) throws IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("c.ini"), INI), options)
                .experiment();
    }

    private static List<InetSocketAddress> freePorts() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), one.getLocalPort()),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), two.getLocalPort()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /// Starts a host; how it ends is the next of `ends`.
    private void start(int machine, Experiment experiment, Duration joinTimeout, NodeEvent.Observer observer) {
        start(hosts, machine, experiment, joinTimeout, observer);
    }

    private void start(
            List<InetSocketAddress> hosts,
            int machine,
            Experiment experiment,
            Duration joinTimeout,
            NodeEvent.Observer observer) {
        Communication communication = new Communication(
                Optional.empty(), 9000, joinTimeout, Duration.ofSeconds(10), Communication.OnFailure.STOP);
        HostRun.Site site = new HostRun.Site(hosts, machine, communication, Optional.empty());
        HostRun host = new HostRun(EmbeddedRun.prepare(experiment), site, Checkpoints.none(), false);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        ends.add(end);
        Thread.ofVirtual().start(() -> {
            try {
                models.putAll(host.run(1, observer, news -> {}));
                end.complete(new IllegalStateException(WELL));
            } catch (RuntimeException | InterruptedException failure) {
                end.complete(failure);
            }
        });
    }

    private String end(int host) throws Exception {
        return String.valueOf(ends.get(host).get(60, TimeUnit.SECONDS).getMessage());
    }

    @Test
    void aNodeThatThrowsStopsAllHostsWithTheSameMessage() throws Exception {
        start(0, experiment(Map.of()), Duration.ofSeconds(40), event -> {});
        start(1, experiment(Map.of()), Duration.ofSeconds(40), event -> {
            if (event instanceof NodeEvent.IterationEnded ended && ended.node() == 5 && ended.iteration() == 2) {
                throw new IllegalStateException("no more of this");
            }
        });
        assertThat(end(1)).isEqualTo("node 5 on machine 1 failed in iteration 3: no more of this");
        assertThat(end(0)).isEqualTo(end(1));
    }

    @Test
    void hostsThatRunDifferentExperimentsDoNotStartTogether() throws Exception {
        start(0, experiment(Map.of()), Duration.ofSeconds(40), event -> {});
        Map<String, GivenOption> options = Map.of("averaging_rounds", new GivenOption("-as", "EXPERIMENT", "3"));
        start(1, experiment(options), Duration.ofSeconds(40), event -> {});
        assertThat(List.of(end(0), end(1)))
                .anySatisfy(message -> assertThat(message)
                        .contains("runs another experiment: its schedule is Schedule[iterations=1, mixingSteps="));
    }

    @Test
    void aLateComerWithTheNumberOfAnotherIsRefusedAndTheRunGoesOnToTheSameModels() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        start(0, experiment(Map.of()), Duration.ofSeconds(40), event -> {
            running.countDown();
            await(refused);
        });
        start(1, experiment(Map.of()), Duration.ofSeconds(40), event -> {});
        await(running);
        InetSocketAddress elsewhere = freePorts().getFirst();
        start(List.of(hosts.getFirst(), elsewhere), 1, experiment(Map.of()), Duration.ofSeconds(40), event -> {});
        assertThat(ends.get(2).get(60, TimeUnit.SECONDS))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "must have machine 1 at 127.0.0.1:" + hosts.get(1).getPort())
                .hasMessageContaining("was at 127.0.0.1:" + elsewhere.getPort())
                .hasMessageContaining("its own number with --machine-id");
        refused.countDown();
        assertThat(List.of(end(0), end(1))).containsOnly(WELL);
        List<ParameterVector> inOneProcess =
                EmbeddedRun.prepare(experiment(Map.of())).run(1, event -> {});
        assertThat(models.values()).containsExactlyElementsOf(inOneProcess);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHostThatDoesNotComeIsNamed() throws Exception {
        start(0, experiment(Map.of()), Duration.ofSeconds(2), event -> {});
        assertThat(end(0))
                .startsWith(
                        "no word from machine 1 (127.0.0.1:" + hosts.get(1).getPort() + ", nodes 4 … 5) within 2 s");
    }
}
