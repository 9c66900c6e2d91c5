package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Three machines s1, s2, s3 with OpenSSH servers, as `scripts/sshd-hosts` makes them. Needs root.
record SshHosts(Path folder) implements AutoCloseable {
    static SshHosts up(Path folder) throws IOException, InterruptedException {
        SshHosts hosts = new SshHosts(folder);
        hosts.script("up");
        return hosts;
    }

    /// As when the power of a machine goes.
    void kill(int machine) throws IOException, InterruptedException {
        script("kill", Integer.toString(machine));
    }

    void start(int machine) throws IOException, InterruptedException {
        script("start", Integer.toString(machine));
    }

    private void script(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of("scripts/sshd-hosts").toAbsolutePath().toString(), folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    /// What to put before a command that is to reach them.
    List<String> reach() {
        return List.of("nsenter", "--net=/run/netns/mssh-hub");
    }

    Path config() {
        return folder.resolve("ssh_config");
    }

    /// A folder that every machine has to itself.
    Path disk() {
        return folder.resolve("disk");
    }

    /// What a machine has in it, seen from here.
    Path disk(int machine) {
        return folder.resolve("disk" + machine);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        script("down");
    }
}
