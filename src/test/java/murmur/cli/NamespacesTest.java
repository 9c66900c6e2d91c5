package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import murmur.golden.ReferenceCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three machines with a network of their own.
@Tag("root")
@Timeout(600)
class NamespacesTest {
    private static final int MACHINES = 3;
    private static final List<String> SHARES = List.of("--procs-per-machine", "6 5 5");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Namespaces network;

    @SuppressWarnings("NullAway.Init")
    private Machines machines;

    @BeforeEach
    void connect() throws Exception {
        network = new Namespaces(MACHINES);
        machines = new Machines(folder, addresses(MACHINES));
    }

    private static List<String> addresses(int machines) {
        return IntStream.range(0, machines).mapToObj(Namespaces::address).toList();
    }

    @AfterEach
    void disconnect() throws Exception {
        machines.close();
        network.close();
    }

    @Test
    void threeMachinesGiveTheBitsOfOneProcess() throws Exception {
        Path ini = new Desk(folder).digits();
        start(ini);

        assertThat(machines.ends()).as(machines.said(0)).containsOnly(0);

        checkCollected(ini);
    }

    /// On three, `.ci/check_hosts` does it.
    @Test
    void twoMachinesGiveTheBitsOfOneProcessForACaseOfTheReference() throws Exception {
        ReferenceCase.unpackData(folder);
        ReferenceCase reference = ReferenceCase.named("dynamic", folder);
        List<Object> words = new ArrayList<>(reference.wordsForFewEvaluations());
        words.addAll(0, List.of("run", "--log-dir", results(0)));
        assertThat(murmur(words.toArray()).status()).isZero();
        Map<String, String> models = FinalModels.of(results(0), reference.iterations());
        assertThat(models).hasSize(reference.nodes());

        assertThat(modelsOfTwo(reference)).isEqualTo(models);
    }

    private Map<String, String> modelsOfTwo(ReferenceCase reference) throws Exception {
        Path desk = Files.createDirectories(folder.resolve("desk"));
        List<Object> words = new ArrayList<>(reference.wordsForFewEvaluations());
        words.addAll(List.of("--procs-per-machine", "4 4"));
        try (Machines two = new Machines(desk, addresses(2))) {
            two.start(network::on, machine -> desk.resolve("out"), 2, words.toArray());
            assertThat(two.ends()).as(two.said(0)).containsOnly(0);
        }
        return FinalModels.of(desk.resolve("out"), reference.iterations());
    }

    private void start(Path ini) throws IOException {
        machines.start(network::on, this::results, MACHINES, ini, SHARES.getFirst(), SHARES.getLast());
    }

    private void checkCollected(Path ini) throws IOException {
        Path all = folder.resolve("all");
        Murmur collected = murmur("collect", results(0), results(1), results(2), "-o", all);
        assertThat(collected.status()).as(collected.err()).isZero();
        Path one = folder.resolve("one");
        assertThat(murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(all, 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
    }

    @Test
    void bothSidesOfACutStop() throws Exception {
        Path ini = new Desk(folder)
                .digits(
                        "iterations = 4\ntest_after = 2",
                        "iterations = 10000000\ntest_after = 2\n[COMMUNICATION]\nfailure_timeout = 10");
        start(ini);
        machines.awaitRows(results(2).resolve("machine2/metrics.csv"));
        long cut = System.nanoTime();
        network.cutOff(1);

        assertThat(machines.ends()).containsOnly(3);

        assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(25));
        for (int machine : new int[] {0, 2}) {
            assertThat(machines.said(machine))
                    .containsPattern("murmur: machine 1 \\(10.77.0.11:\\d+, nodes 6 … 10\\) was lost; it had completed"
                            + " \\d+ iterations, all machines together \\d+\n");
        }
        assertThat(machines.said(1)).containsPattern("murmur: machine [02] \\(.* was lost");
        assertThat(Files.readAllLines(results(1).resolve("machine1/metrics.csv")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void theOthersGoOnWithoutAMachineThatIsCutOffWhichStops() throws Exception {
        String keys = "iterations = 400\ntest_after = 2\n[COMMUNICATION]\nfailure_timeout = 10\non_failure = continue";
        start(new Desk(folder).digits("iterations = 4\ntest_after = 2", keys));
        machines.awaitRows(results(2).resolve("machine2/metrics.csv"));
        long cut = System.nanoTime();
        network.cutOff(1);

        assertThat(machines.end(1)).isEqualTo(3);

        assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(25));
        assertThat(machines.said(1)).contains("only 1 of 3 machines are left here, too few to go on");
        assertThat(List.of(machines.end(0), machines.end(2))).containsOnly(0);
        assertThat(absentFrom(0)).isEqualTo(absentFrom(2)).isLessThan(400);
        assertThat(FinalModels.of(results(0), 400)).hasSize(6);
        assertThat(FinalModels.of(results(2), 400)).hasSize(5);
        assertThat(evaluated(0)).isEqualTo(evaluated(2)).isEqualTo(398);
        assertThat(evaluated(1)).isLessThan(absentFrom(0));
    }

    /// The iteration, from 1, from which a machine says that the nodes of machine 1 are absent.
    private int absentFrom(int machine) throws IOException {
        String said = machines.said(machine);
        assertThat(said)
                .containsPattern(
                        "warning: the run is done, but not with all of its nodes: without machine 1 \\(10.77.0.11");
        Matcher lost = Pattern.compile("warning: machine 1 \\(10.77.0.11:\\d+, nodes 6 … 10\\) was lost.* its nodes are"
                        + " absent from iteration (\\d+) on, the others go on\n")
                .matcher(said);
        assertThat(lost.find()).as(said).isTrue();
        return Integer.parseInt(lost.group(1));
    }

    /// The iteration, from 0, of the last row in a machine's table.
    private int evaluated(int machine) throws IOException {
        String row = Files.readAllLines(results(machine).resolve("machine" + machine + "/metrics.csv"))
                .getLast();
        return Integer.parseInt(row.substring(0, row.indexOf(',')));
    }

    private Path results(int machine) {
        return folder.resolve("results" + machine);
    }
}
