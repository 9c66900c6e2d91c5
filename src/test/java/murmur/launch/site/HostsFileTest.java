package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("hosts"), text);
    }

    @Test
    void aLineIsAHostWithWhatIsKnownOfIt() throws Exception {
        Path file = file("# ours\na\n\n  me@b.example  nodes=4 address=10.0.0.2 # slow\nfe80::1\n");

        assertThat(HostsFile.read(file))
                .containsExactly(
                        new HostsFile.Line("a", "", 0),
                        new HostsFile.Line("me@b.example", "10.0.0.2", 4),
                        new HostsFile.Line("fe80::1", "", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "a node=3, 'what follows a host must be address=IP or nodes=N, was node=3'",
        "a nodes=0, 'what follows a host must be address=IP or nodes=N, was nodes=0'",
        "a b, 'what follows a host must be address=IP or nodes=N, was b'",
        "a address=$(id), 'what follows a host must be address=IP or nodes=N, was address=$(id)'",
        "-oProxyCommand=id, 'a host must be called [user@]host, was -oProxyCommand=id'",
        "address=1.2.3.4, 'a host must be called [user@]host, was address=1.2.3.4'"
    })
    void mistakesNameFileAndLine(String line, String message) throws Exception {
        Path file = file("good\n" + line + "\n");

        assertThatThrownBy(() -> HostsFile.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":2: " + message);
    }

    @Test
    void noHostsAreAMistake() throws Exception {
        Path file = file("# nobody\n");

        assertThatThrownBy(() -> HostsFile.read(file)).hasMessageContaining("must name a host, was without any");
    }

    @Test
    void nodesThatNobodyIsGivenAreSharedByTheRest() {
        assertThat(Shares.even(16, 3)).containsExactly(6, 5, 5);
        assertThat(Shares.some(16, List.of(0, 4, 0))).containsExactly(6, 4, 6);
        assertThat(Shares.some(16, List.of(8, 8))).containsExactly(8, 8);
        assertThatThrownBy(() -> Shares.some(16, List.of(8, 7)))
                .hasMessage("nodes= of all hosts must add up to the number of nodes, 16, was 15");
        assertThatThrownBy(() -> Shares.some(16, List.of(0, 16))).isInstanceOf(BadInput.class);
    }
}
