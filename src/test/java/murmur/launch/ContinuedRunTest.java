package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import murmur.experiment.Communication;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile;
import murmur.math.ParameterVector;
import murmur.node.NodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three hosts in one process, of which one is lost after three iterations while the others go on.
@Timeout(120)
class ContinuedRunTest {
    private static final int HOSTS = 3;
    private static final int NODES = 6;
    private static final int LOST_AFTER = 3;
    private static final String NOISE = "sharing_class = ZeroSumSharing\nnoise_std = 0.1\nself_noise = True\n"
            + "absent = redraw\nzero_sum = weighted\n";
    private static final String PLAIN = "sharing_class = SharingAsymmetric\n";
    private static final String INI = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            [OPTIMIZER_PARAMS]
            [TRAIN_PARAMS]
            training_class = Training
            batch_size = 8
            loss_class = CrossEntropyLoss
            [EXPERIMENT]
            graph = small-world 2 0.2
            nodes = 6
            machines = 3
            procs_per_machine = 2
            iterations = 8
            averaging_rounds = 2
            [SHARING]
            """;

    @TempDir
    private Path folder;

    private final List<InetSocketAddress> hosts = freePorts();
    private final CountDownLatch completed = new CountDownLatch(NODES);
    private final Map<Integer, Loss> losses = new ConcurrentHashMap<>();
    private final List<CountDownLatch> told =
            IntStream.range(0, HOSTS).mapToObj(host -> new CountDownLatch(1)).toList();

    /// Of each node, how many bytes it had sent in the end.
    private final Map<Integer, Long> sent = new ConcurrentHashMap<>();

    private static List<InetSocketAddress> freePorts() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int host = 0; host < HOSTS; host++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sockets.stream()
                .map(socket -> new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()))
                .toList();
    }

    private EmbeddedRun experiment(String more) throws IOException {
        Experiment experiment = ExperimentFile.read(Files.writeString(folder.resolve("c.ini"), INI + more), Map.of())
                .experiment();
        return EmbeddedRun.prepare(experiment);
    }

    private CompletableFuture<Map<Integer, ParameterVector>> start(
            int machine, EmbeddedRun run, NodeEvent.Observer observer) {
        Communication communication = new Communication(
                Optional.empty(),
                9000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Communication.OnFailure.CONTINUE);
        HostRun.Site site = new HostRun.Site(hosts, machine, communication, Optional.empty());
        HostRun host = new HostRun(run, site, Checkpoints.none(), false);
        NodeEvent.Observer all = NodeEvent.Observer.all(List.of(this::count, observer));
        CompletableFuture<Map<Integer, ParameterVector>> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(host.run(1, all, new Witness(machine)));
            } catch (RuntimeException | InterruptedException failure) {
                end.completeExceptionally(failure);
            }
        });
        return end;
    }

    private final class Witness implements HostRun.News {
        private final int machine;

        Witness(int machine) {
            this.machine = machine;
        }

        @Override
        public void say(String text) {}

        @Override
        public void lost(Loss loss) {
            losses.put(machine, loss);
            told.get(machine).countDown();
        }
    }

    private void count(NodeEvent event) {
        if (event instanceof NodeEvent.IterationEnded ended) {
            sent.put(ended.node(), ended.traffic().totalBytes());
            if (ended.iteration() + 1 == LOST_AFTER) {
                completed.countDown();
            }
        }
    }

    /// Does something when a node has completed the last iteration of all.
    private static NodeEvent.Observer then(Action action) {
        return event -> {
            if (event instanceof NodeEvent.IterationEnded ended && ended.iteration() + 1 == LOST_AFTER) {
                try {
                    action.act();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        };
    }

    @FunctionalInterface
    private interface Action {
        void act() throws InterruptedException;
    }

    /// Fails when all nodes of all hosts have completed the last common iteration, so that every message was delivered.
    private NodeEvent.Observer failing() {
        return then(() -> {
            completed.await();
            throw new IllegalStateException("no more of this");
        });
    }

    /// The models of nodes that are left, by node, of a run in which machine `lost` fails.
    private Map<Integer, ParameterVector> survivors(int lost, String sharing, boolean halt) throws Exception {
        List<CompletableFuture<Map<Integer, ParameterVector>>> ends = new ArrayList<>();
        for (int machine = 0; machine < HOSTS; machine++) {
            int its = machine;
            NodeEvent.Observer waiting = then(() -> told.get(its).await());
            ends.add(start(machine, experiment(sharing), machine == lost ? failing() : halt ? waiting : event -> {}));
        }
        Map<Integer, ParameterVector> models = new TreeMap<>();
        for (int machine = 0; machine < HOSTS; machine++) {
            if (machine == lost) {
                assertThat(ends.get(machine)).failsWithin(Duration.ofSeconds(60));
            } else {
                models.putAll(ends.get(machine).get(60, TimeUnit.SECONDS));
            }
        }
        return models;
    }

    /// The same of a run in one process in which the nodes of machine `lost` are absent from then on.
    private Map<Integer, ParameterVector> embedded(int lost, String sharing) throws Exception {
        StringBuilder absences = new StringBuilder("node,from,to\n");
        List<Integer> gone = List.of(2 * lost, 2 * lost + 1);
        gone.stream()
                .filter(node -> node < NODES)
                .forEach(node -> absences.append(node + "," + (LOST_AFTER + 1) + ",8\n"));
        Files.writeString(folder.resolve("absences.csv"), absences);
        List<ParameterVector> models =
                experiment(sharing + "[NODE]\nabsences = absences.csv\n").run(1, this::count);
        Map<Integer, ParameterVector> kept = new TreeMap<>();
        IntStream.range(0, NODES)
                .filter(node -> !gone.contains(node))
                .forEach(node -> kept.put(node, models.get(node)));
        return kept;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void lostNodesAreAbsentFromTheIterationAgreedUponToTheBit(int lost) throws Exception {
        Map<Integer, ParameterVector> models = survivors(lost, NOISE, true);
        Map<Integer, Long> bytes = new TreeMap<>(sent);
        assertThat(losses).hasSize(2).doesNotContainKey(lost);
        assertThat(losses.values()).allSatisfy(loss -> {
            assertThat(loss.machine()).isEqualTo(lost);
            assertThat(loss.absentFrom()).isEqualTo(LOST_AFTER);
            assertThat(loss.message())
                    .startsWith("machine " + lost + " (127.0.0.1:")
                    .contains("on machine " + lost + " failed in iteration 3: no more of this")
                    .endsWith("its nodes are absent from iteration 4 on, the others go on");
        });
        assertThat(models).hasSize(4).isEqualTo(embedded(lost, NOISE));
        models.keySet().forEach(node -> assertThat(bytes).containsEntry(node, sent.get(node)));
    }

    @Test
    void aMessageThatNeverComesCountsAsThatOfAnAbsentNode() throws Exception {
        Map<Integer, ParameterVector> models = survivors(1, PLAIN, false);
        // They had begun, and wait for messages, in iterations in which it was still thought to take part.
        assertThat(losses.values()).map(Loss::absentFrom).doesNotContain(LOST_AFTER);
        assertThat(Set.copyOf(losses.values())).hasSize(1);
        assertThat(models).hasSize(4).isEqualTo(embedded(1, PLAIN));
    }

    @Test
    void aRunInWhichNothingIsLostIsThatOfOneProcess() throws Exception {
        Map<Integer, ParameterVector> models = survivors(HOSTS, NOISE, false);
        assertThat(losses).isEmpty();
        assertThat(models).isEqualTo(embedded(HOSTS, NOISE));
    }
}
