package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two hosts say that they are machine 1, of which one is where the other machine has it.
@Timeout(240)
class ImpostorHostTest {
    @TempDir
    private Path folder;

    private final int offset = freePort() - 1;

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void theOneElsewhereEndsWithStatusTwoAndTheRunComesToTheSameModels() throws Exception {
        Path ini = new Desk(folder).digits();
        try (Machines machines = new Machines(folder, List.of("127.0.0.1", "127.0.0.1"))) {
            machines.start(
                    machine -> List.of(), machine -> out(), 1, ini, "--offset", offset, "--procs-per-machine", "8 8");
            Path wrong =
                    Files.writeString(folder.resolve("wrong.json"), "{\"0\": \"127.0.0.1\", \"1\": \"127.0.0.2\"}");
            Murmur impostor = host(ini, wrong, folder.resolve("wrong"));
            assertThat(impostor.status()).as(impostor.err()).isEqualTo(2);
            assertThat(impostor.err())
                    .contains("murmur: --addresses must have machine 1 at 127.0.0.1:" + (offset + 3)
                            + ", as machine 0 at 127.0.0.1:" + (offset + 1) + " has it, was at 127.0.0.2:"
                            + (offset + 1) + "; give all hosts the same addresses");

            Murmur rightful = host(ini, folder.resolve("ip.json"), out());

            assertThat(rightful.status()).as(rightful.err()).isZero();
            assertThat(machines.ends()).as(machines.said(0)).containsOnly(0);
        }
        Path one = folder.resolve("one");
        assertThat(murmur("run", ini, "--log-dir", one).status()).isZero();
        assertThat(FinalModels.of(out(), 4)).hasSize(16).isEqualTo(FinalModels.of(one, 4));
    }

    private Murmur host(Path ini, Path addresses, Path results) {
        return murmur(
                "host",
                ini,
                "--addresses",
                addresses,
                "--keys",
                folder.resolve("keys"),
                "--offset",
                offset,
                "--procs-per-machine",
                "8 8",
                "--workers",
                1,
                "--machine-id",
                1,
                "--log-dir",
                results);
    }

    private Path out() {
        return folder.resolve("out");
    }
}
