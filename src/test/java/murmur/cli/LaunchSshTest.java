package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Launches to three machines with real OpenSSH servers.
@Tag("root")
@Timeout(600)
class LaunchSshTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SshHosts hosts;

    @SuppressWarnings("NullAway.Init")
    private Launchpad pad;

    @BeforeEach
    void connect() throws Exception {
        hosts = SshHosts.up(folder.resolve("net"));
        pad = new Launchpad(folder, hosts.reach());
        Files.writeString(folder.resolve("hosts.txt"), "s1\ns2 nodes=4\ns3\n");
    }

    @AfterEach
    void disconnect() throws Exception {
        hosts.close();
    }

    private Path results() {
        return folder.resolve("results");
    }

    private Object[] words(Path ini, Object... more) {
        List<Object> words = new ArrayList<>(List.of("ssh", ini, "--hosts", folder.resolve("hosts.txt")));
        words.addAll(List.of(
                "--ssh-config", hosts.config(), "--remote-dir", hosts.disk().resolve("it's $(id) here")));
        words.addAll(List.of("--program", pad.program(), "--log-dir", results(), "--workers", 1));
        words.addAll(Arrays.asList(more));
        return words.toArray();
    }

    private void requireResultsOf(Path ini) throws IOException {
        Path one = folder.resolve("one");
        assertThat(Murmur.murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(results(), 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
        assertThat(Files.readAllLines(results().resolve("metrics.csv")))
                .hasSameSizeAs(Files.readAllLines(one.resolve("metrics.csv")));
    }

    /// Files of launches that are still on a machine.
    private List<Path> staged(int machine) throws IOException {
        try (Stream<Path> files = Files.walk(hosts.disk(machine))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void threeMachinesGiveTheBitsOfOneProcessAndAreLeftAsTheyWere() throws Exception {
        Path ini = new Desk(folder).file("it's $(touch obeyed) \"mine\" \\ *.ini", Desk.DIGITS);
        Path graph = folder.resolve("a 'graph' `touch obeyed`.edges");
        assertThat(Murmur.murmur("graph", "generate", "regular", "4", "--nodes", 16, "-o", graph)
                        .status())
                .isZero();

        Launchpad.Ended ended = pad.launch(words(ini, "--graph", graph, "--test-after", "2"));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(pad.hostsStarted()).isEqualTo(3);
        for (int machine = 1; machine <= 3; machine++) {
            assertThat(staged(machine)).isEmpty();
        }
        Path one = folder.resolve("one");
        assertThat(Murmur.murmur("run", ini, "--graph", graph, "--log-dir", one).status())
                .isZero();
        assertThat(FinalModels.of(results(), 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.endsWith("obeyed"))).isEmpty();
        }
    }

    /// The launcher's `ssh`, which kills the launcher at a call of the given number: before it does anything, or after.
    private void killAt(int call) throws IOException {
        Files.writeString(folder.resolve("calls"), "0");
        pad.script("bin/ssh", """
                #!/bin/sh
                n=$(($(cat '%1$s') + 1))
                echo $n >'%1$s'
                [ $n = %2$d ] && [ $((n %% 2)) = 0 ] && kill -9 $PPID
                /usr/bin/ssh "$@"
                status=$?
                [ $n = %2$d ] && kill -9 $PPID
                exit $status
                """.formatted(folder.resolve("calls"), call));
    }

    @Test
    void aLauncherKilledAgainAndAgainStartsEveryHostOnceAndBringsAllResults() throws Exception {
        Path ini = new Desk(folder).digits();
        killAt(7);
        int status = pad.launch(words(ini)).status();
        assertThat(status).isEqualTo(137);
        for (int call = 10; status == 137; call += 5) {
            killAt(call);
            status = pad.launch("resume", pad.id()).status();
        }

        assertThat(status).as(pad.said()).isZero();
        assertThat(pad.hostsStarted()).isEqualTo(3);
        requireResultsOf(ini);
        assertThat(staged(1)).isEmpty();
    }

    @Test
    void aMachineThatIsGoneIsNamedAndItsResultsAreFetchedOnceItIsBack() throws Exception {
        Path ini = new Desk(folder)
                .digits(
                        "iterations = 4\ntest_after = 2",
                        "iterations = 10000000\ntest_after = 2\n[COMMUNICATION]\nfailure_timeout = 5");
        Process launcher = pad.start(words(ini));
        pad.await(
                launcher,
                () -> staged(2).stream()
                        .anyMatch(file ->
                                file.endsWith("metrics.csv") && file.toFile().length() > 1000));

        hosts.kill(2);

        Launchpad.Ended ended = pad.end(launcher);
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err())
                .contains(
                        "murmur: machine 1 (s2) does not answer; and the results could not be fetched: s2 must answer,"
                                + " does not: ");
        assertThat(results().resolve("machine0/metrics.csv")).isNotEmptyFile();
        assertThat(results().resolve("machine1")).doesNotExist();
        hosts.start(2);
        Launchpad.Ended again = pad.launch("resume", pad.id());
        assertThat(again.status()).as(again.err()).isEqualTo(3);
        assertThat(results().resolve("machine1/metrics.csv")).isNotEmptyFile();
        assertThat(staged(2)).isEmpty();
    }

    @Test
    void refusalsSayWhatToDoAndLeaveNothing() throws Exception {
        Path ini = new Desk(folder).digits();
        Path other = folder.resolve("other-key");
        assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(refusal(
                        ini, "--ssh-option", "IdentityFile=" + other, "--ssh-option", "UserKnownHostsFile=/dev/null"))
                .contains(
                        "murmur: s1 must be in known_hosts, is not; connect once by hand and compare the fingerprint:");
        Path config = Files.writeString(
                folder.resolve("config"),
                Files.readString(hosts.config())
                        .replace("IdentityFile " + hosts.folder() + "/id", "IdentityFile " + other));
        assertThat(refusal(ini, "--ssh-config", config))
                .contains("murmur: s1 must let you in without a question, says: ", "ssh-add");
        hosts.kill(3);
        assertThat(refusal(ini)).contains("murmur: s3 must answer, does not: ", "Connection refused");
        assertThat(refusal(ini, "--datasets", "/nowhere")).contains("--datasets must be a folder on s1, was /nowhere");
    }

    private String refusal(Path ini, Object... more) throws IOException, InterruptedException {
        List<Object> words = new ArrayList<>(Arrays.asList(words(ini)));
        if (more.length > 0 && more[0].equals("--ssh-config")) {
            words.removeAll(List.of("--ssh-config", hosts.config()));
        }
        words.addAll(Arrays.asList(more));
        // Every launch tries the key anew.
        words.addAll(List.of("--ssh-option", "ControlPath=none"));
        Launchpad.Ended ended = pad.launch(words.toArray());
        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        try (Stream<Path> launches = Files.list(folder.resolve("state/launches"))) {
            assertThat(launches).isEmpty();
        }
        assertThat(staged(1)).isEmpty();
        return ended.err();
    }
}
