package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs over several processes on this machine, which find each other over the network.
@Timeout(600)
class HostsTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String FOR_EVER =
            "iterations = 10000000\ntest_after = 2\n[COMMUNICATION]\nfailure_timeout = 6";

    @TempDir
    private Path folder;

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void threeHostsGiveTheBitsAndTheTableOfOneProcess() throws IOException {
        Path ini = new Desk(folder).digits("noise_std = 0.05", "noise_std = 0.0");
        Murmur one = murmur("run", ini, "--log-dir", out("one"));
        assertThat(one.status()).as(one.err()).isZero();

        Murmur three = murmur("run", ini, "--hosts", 3, "--log-dir", out("three"));

        assertThat(three.status()).as(three.err()).isZero();
        assertThat(FinalModels.of(out("three"), 4)).hasSize(16).isEqualTo(FinalModels.of(out("one"), 4));
        assertThat(out("three").resolve("metrics.csv"))
                .hasSameTextualContentAs(out("one").resolve("metrics.csv"));
        assertThat(Files.readString(out("three").resolve("machine0/args.json")))
                .contains("\"procs_per_machine\":[6,5,5]");
        checkFlattened();
    }

    /// Two hosts so that some neighbours are near and some far.
    @ParameterizedTest
    @ValueSource(strings = {"zstd", "bf16+zstd"})
    void encodedModelsGiveTheBitsAndTheTableOfOneProcess(String encoding) throws IOException {
        String quiet = Desk.DIGITS.replace("noise_std = 0.05", "noise_std = 0.0");
        Path ini = new Desk(folder).file("c.ini", quiet + "[COMMUNICATION]\nencoding = " + encoding + "\n");
        Murmur one = murmur("run", ini, "--log-dir", out("one"));
        assertThat(one.status()).as(one.err()).isZero();

        Murmur two = murmur("run", ini, "--hosts", 2, "--log-dir", out("two"));

        assertThat(two.status()).as(two.err()).isZero();
        assertThat(FinalModels.of(out("two"), 4)).hasSize(16).isEqualTo(FinalModels.of(out("one"), 4));
        assertThat(out("two").resolve("metrics.csv"))
                .hasSameTextualContentAs(out("one").resolve("metrics.csv"));
    }

    /// Collected as one machine, the tree is that of a run in one process.
    private void checkFlattened() throws IOException {
        Murmur collected = murmur("collect", out("three"), "-o", out("flat"), "--one-machine");
        assertThat(collected.status()).as(collected.err()).isZero();
        assertThat(names(out("flat"))).containsAll(names(out("one").resolve("machine0")));
        assertThat(out("flat").resolve("machine0/15_results.json"))
                .hasSameTextualContentAs(out("one").resolve("machine0/15_results.json"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".npy") || name.endsWith("_results.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP"})
    void aLostHostStopsTheOthersWithOneMessageAndLeavesNothingBehind(String signal) throws Exception {
        Path ini = new Desk(folder).digits("iterations = 4\ntest_after = 2", FOR_EVER);
        CompletableFuture<Murmur> running =
                CompletableFuture.supplyAsync(() -> murmur("run", ini, "--hosts", 3, "--log-dir", out("out")));
        awaitRows(running, out("out").resolve("machine1/metrics.csv"));
        MurmurProcess.signal(signal, MurmurProcess.host(1));

        Murmur run = running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .containsPattern("murmur: machine 1 \\(127.0.0.1:\\d+, nodes 6 … 10\\) was lost; it had"
                        + " completed \\d+ iterations, all machines together \\d+\n")
                .containsOnlyOnce("was lost");
        assertThat(MurmurProcess.hosts()).isEmpty();
        assertThat(Files.readAllLines(out("out").resolve("metrics.csv"))).hasSizeGreaterThan(16);
    }

    @Test
    void whatTheJavaVirtualMachineSaysOfItsDeathIsNamed() throws Exception {
        Path ini = new Desk(folder).digits("iterations = 4\ntest_after = 2", FOR_EVER);
        CompletableFuture<Murmur> running =
                CompletableFuture.supplyAsync(() -> murmur("run", ini, "--hosts", 2, "--log-dir", out("out")));
        awaitRows(running, out("out").resolve("machine1/metrics.csv"));
        MurmurProcess.signal("SEGV", MurmurProcess.host(1));

        Murmur run = running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(run.status()).as(run.err()).isEqualTo(3);
        Matcher told = Pattern.compile("murmur: machine 1: the Java virtual machine died of an error outside Java; what"
                        + " it knows of it is in (\\S+hs_err_pid\\d+.log)\n")
                .matcher(run.err());
        assertThat(told.find()).as(run.err()).isTrue();
        Path report = Path.of(told.group(1));
        assertThat(report).content().contains("SIGSEGV");
        Files.delete(report);
    }

    /// Looks again and again, and leaves the processor to the hosts meanwhile.
    private void awaitRows(CompletableFuture<?> running, Path metrics) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 6) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThatExceptionOfType(TimeoutException.class)
                    .as("what a run gives that should not have ended yet")
                    .isThrownBy(() -> running.get(20, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void severalMachinesNeedAKeyUnlessTheUserLetsEverybodyIn() throws IOException {
        Path ini = new Desk(folder).digits();
        Path addresses = Files.writeString(out("ip.json"), "{\"0\": \"127.0.0.1\", \"1\": \"127.0.0.1\"}");
        Murmur host = murmur("host", ini, "--addresses", addresses, "--machine-id", 0, "--log-dir", out("out"));
        assertThat(host.status()).isEqualTo(2);
        assertThat(host.err()).contains("--keys must be given", "murmur keys create DIR", "--insecure");
    }

    @Test
    void aTakenPortIsNamedWithWhoHasIt() throws IOException {
        Path ini = new Desk(folder).digits();
        Path addresses = Files.writeString(out("ip.json"), "{\"0\": \"127.0.0.1\"}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Murmur host = murmur("host", ini, "--addresses", addresses, "--offset", port - 1, "--log-dir", out("out"));
            assertThat(host.status()).isEqualTo(2);
            assertThat(host.err())
                    .contains("port " + port + " of 127.0.0.1 must be free, was not, taken by process "
                            + ProcessHandle.current().pid())
                    .contains("--offset");
        }
    }

    @Test
    void addressesAreCheckedBeforeAnythingStarts() throws IOException {
        Path ini = new Desk(folder).digits();
        Path gap = Files.writeString(out("ip.json"), "{\"0\": \"127.0.0.1\", \"2\": \"127.0.0.1\"}");
        assertThat(murmur("host", ini, "--addresses", gap).err())
                .contains("must have an address for each machine 0 … 1");
        assertThat(murmur("host", ini, "--addresses", out("none.json")).err())
                .contains("must be a JSON file, was missing");
        Path far = Files.writeString(out("far.json"), "{\"0\": \"203.0.113.7\", \"1\": \"203.0.113.8\"}");
        assertThat(murmur("host", ini, "--addresses", far).err())
                .contains("--machine-id must say which of machines 0 … 1 this is, was at none of these addresses");
    }
}
