package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// A real Slurm with three nodes, and a user of it with a folder on the disk that all share.
final class SlurmCluster implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Path own;
    private final Path user;
    private final Path program;
    private final List<String> environment = new ArrayList<>();

    /// @param folder for the cluster's own files
    /// @param user the folder of its user
    SlurmCluster(Path folder, Path user) throws Exception {
        own = folder;
        this.user = user;
        program = Files.createDirectories(user.resolve("program"));
        // The tests' classes are no jar that could be copied.
        script(
                program.resolve("murmur"),
                "exec " + MurmurProcess.jvmInShell() + " -XX:-UsePerfData -Xmx500m -cp '"
                        + System.getProperty("java.class.path") + "' murmur.cli.Main \"$@\"");
        environment.addAll(List.of("SLURM_CONF=" + own.resolve("slurm.conf"), "MURMUR_STATE=" + user.resolve("state")));
        control("up");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// `up`, `down`, `kill NODE`, `start NODE`
    void control(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("scripts/slurm-cluster"));
        command.addAll(List.of(words));
        command.add(own.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
        assertThat(process.exitValue()).as(command.toString()).isZero();
    }

    /// Has commands find another `sbatch` first.
    void replaceSbatch(String text) throws IOException {
        Path folder = Files.createDirectories(user.resolve("bin"));
        script(folder.resolve("sbatch"), text);
        environment.add("PATH=" + folder + ":" + System.getenv("PATH"));
    }

    void restoreSbatch() {
        environment.removeLast();
    }

    /// Starts `murmur launch slurm` with three hosts.
    Process launch(Path ini, Path results, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("launch", "slurm", ini, "--hosts", 3));
        words.addAll(List.of("--program", program, "--work", user.resolve("work"), "--log-dir", results));
        words.addAll(Arrays.asList(more));
        return murmur(words.toArray());
    }

    Process murmur(Object... words) throws IOException {
        List<String> under = new ArrayList<>(List.of("env"));
        under.addAll(environment);
        return MurmurProcess.startUnder(under, user, words);
    }

    /// Waits for a command's end.
    ///
    /// @return its status
    int end(Process process) throws Exception {
        try {
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as(said())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /// The folder of the start script.
    Path program() {
        return program;
    }

    /// What the newest command said.
    String said() throws IOException {
        return Files.readString(user.resolve("stdout")) + Files.readString(user.resolve("stderr"));
    }

    /// What a command of Slurm's prints, without blanks around.
    String ask(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    /// The name of the only launch there is.
    String launchId() throws IOException {
        try (var launches = Files.list(user.resolve("state/launches"))) {
            return launches.map(each -> each.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Where the nodes have it.
    Path staged() throws IOException {
        return user.resolve("work/launches").resolve(launchId());
    }

    void await(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start)
                    .as(() -> "waited in vain for " + what)
                    .isLessThan(LONG.toNanos());
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() throws Exception {
        control("down");
    }
}
