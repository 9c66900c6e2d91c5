package murmur.launch.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A machine behind the user's own OpenSSH client, with its configuration, keys, known hosts and jump hosts.
///
/// @param host as the user's `ssh` knows it, `[user@]host`
/// @param options for `ssh` and `sftp`, which win over ours
public record Ssh(String host, List<String> options) implements Access {
    /// The status by which `ssh` says that it, and not the command, has failed.
    private static final int OWN_FAILURE = 255;

    /// Nobody is there to answer questions; a dead connection ends after fifteen seconds, those that follow share one.
    private static final List<String> OURS = List.of(
            "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=10",
            "-o", "ServerAliveInterval=5",
            "-o", "ServerAliveCountMax=3",
            "-o", "ForwardX11=no");

    public Ssh {
        options = List.copyOf(options);
    }

    @Override
    public String name() {
        return host;
    }

    @Override
    public Said run(List<String> words, byte[] input) throws IOException, InterruptedException {
        List<String> command = client("ssh");
        command.addAll(List.of("-T", "--", host, ShellWord.line(words)));
        return answered(Here.execute(new ProcessBuilder(command), input));
    }

    /// A session of its own: Ctrl-C is for this process, which knows what it means.
    private List<String> client(String program) {
        List<String> words = new ArrayList<>(List.of("setsid", "-w", program));
        words.addAll(options);
        words.addAll(OURS);
        words.addAll(SharedConnections.options());
        return words;
    }

    private Said answered(Said said) throws Unreachable {
        if (said.status() == OWN_FAILURE) {
            throw new Unreachable(SshComplaint.of(host, said.complaint(), said.err()));
        }
        return said;
    }

    @Override
    public void send(Path from, List<String> files, String to) throws IOException, InterruptedException {
        transfer(
                from,
                files.stream()
                        .map(file -> "put -p " + word(file) + " " + word(to + "/" + file))
                        .toList());
    }

    @Override
    public void fetch(String from, List<String> files, Path to) throws IOException, InterruptedException {
        transfer(
                to,
                files.stream()
                        .map(file -> "get -p " + word(from + "/" + file) + " " + word(file))
                        .toList());
    }

    /// Has `sftp` obey commands, up to the first that fails.
    private void transfer(Path here, List<String> commands) throws IOException, InterruptedException {
        List<String> words = client("sftp");
        words.addAll(List.of("-q", "-b", "-", "--", destination()));
        byte[] batch =
                commands.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
        Said said = answered(Here.execute(new ProcessBuilder(words).directory(here.toFile()), batch));
        if (!said.isGood()) {
            throw new IOException(host + ": sftp: " + said.complaint());
        }
    }

    /// To `sftp`, a colon would end the host.
    private String destination() {
        int user = host.lastIndexOf('@') + 1;
        return host.indexOf(':') < 0 ? host : host.substring(0, user) + "[" + host.substring(user) + "]";
    }

    /// A word of an `sftp` command. It is between double quotes, where quotes and backslashes are escaped and patterns
    /// mean nothing; but a line ends the command.
    static String word(String name) {
        if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
            throw murmur.BadInput.must("the name of a file to be sent or fetched", "be one line", name.strip())
                    .cure("rename it");
        }
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
