package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two hosts, of which one has another time: the date, by `faketime`; or what measures how long something takes, by a
/// namespace of the kernel, which needs root.
@Tag("root")
@Timeout(600)
class WrongClockTest {
    private static final int THREE_DAYS = 3 * 24 * 60 * 60;

    @TempDir
    private Path folder;

    static Stream<List<String>> programs() {
        return Stream.of(
                date("-300d"),
                date("+3d"),
                List.of(
                        "unshare",
                        "--time",
                        "--monotonic=" + THREE_DAYS,
                        "--boottime=" + THREE_DAYS,
                        "--fork",
                        "--kill-child"));
    }

    /// Only the date: without what `faketime` does about waiting, which a virtual machine cannot bear; and without what
    /// it does to the times of files, which no clock changes: JavaCPP would take the libraries of libtorch for old, and
    /// unpack them again while others load them.
    private static List<String> date(String offset) {
        return List.of(
                "env",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0",
                "NO_FAKE_STAT=1",
                "faketime",
                "-f",
                offset);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aRunWithAHostWhoseClockIsWrongComesToTheSameModels(List<String> program) throws Exception {
        Path ini = new Desk(folder).digits();
        try (Machines machines = new Machines(folder, List.of("127.0.0.1", "127.0.0.1"))) {
            machines.start(
                    machine -> machine == 1 ? program : List.of(),
                    machine -> folder.resolve("out"),
                    2,
                    ini,
                    "--offset",
                    freePort() - 1,
                    "--procs-per-machine",
                    "8 8");
            List<Integer> ends = machines.ends();
            assertThat(ends).as(machines.said(0) + machines.said(1)).containsOnly(0);
        }
        Path one = folder.resolve("one");
        assertThat(murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(folder.resolve("out"), 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
