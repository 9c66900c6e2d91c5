package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real OAR with three nodes on this machine, and a user of it who has the program.
final class OarFrontend implements AutoCloseable {
    static final String USER = "murmuroar";
    private static final Path HOME = Path.of("/home", USER);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// Its paths and ports are fixed, so there is one at a time on a machine.
    private static final Path ONE = Path.of("/var/tmp/murmur-oar.lock");

    private final Path folder;
    private final FileChannel held;

    private OarFrontend(Path folder, FileChannel held) {
        this.folder = folder;
        this.held = held;
    }

    /// Waits until nobody else has one.
    static OarFrontend up() throws Exception {
        FileChannel held = FileChannel.open(ONE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        held.lock();
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "murmur-oar-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        OarFrontend frontend = new OarFrontend(folder, held);
        frontend.cluster("up", USER);
        frontend.install();
        return frontend;
    }

    /// The words that do something to the cluster, as the script has them.
    void cluster(String action, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("scripts/oar-cluster", action, folder.resolve("cluster").toString()));
        words.addAll(List.of(more));
        Murmur said = execute(words);
        assertThat(said.status()).as(said.err() + said.out()).isZero();
    }

    /// Where others may read it: the class path as it is, and libraries unpacked by others.
    private void install() throws Exception {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path copy = folder.resolve("lib" + classPath.size())
                    .resolve(Path.of(entry).getFileName());
            if (Files.exists(Path.of(entry))) {
                copy(Path.of(entry), copy);
                classPath.add(copy.toString());
            }
        }
        Path cache = folder.resolve("cache");
        Path unpacked = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
        if (Files.exists(unpacked)) {
            copy(unpacked, cache);
        }
        Files.createDirectories(cache);
        execute(List.of("find", cache.toString(), "-type", "d", "-exec", "chown", USER, "{}", "+"));
        Files.writeString(program(), """
                #!/bin/sh
                export MURMUR_STATE="${MURMUR_STATE:-$HOME/state}" MURMUR_DATASETS="$HOME/none" OMP_NUM_THREADS=1
                exec %s -XX:+UseSerialGC -Xmx400m -Dorg.bytedeco.javacpp.cachedir='%s' -cp '%s' murmur.cli.Main "$@"
                """.formatted(MurmurProcess.jvmInShell(), cache, String.join(":", classPath)));
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// What nobody changes by links, where the file system is the same.
    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        String how = Files.isDirectory(from) && !from.endsWith("cache") ? "-a" : "-al";
        if (execute(List.of("cp", how, from.toString(), to.toString())).status() != 0) {
            execute(List.of("cp", "-a", from.toString(), to.toString()));
        }
    }

    /// The script that starts the program.
    Path program() {
        return folder.resolve("murmur");
    }

    Path folder() {
        return folder;
    }

    static Path home() {
        return HOME;
    }

    /// Writes a file of the user.
    static Path file(String name, String content) throws Exception {
        Path file = HOME.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        execute(List.of(
                "chown", "-R", USER + ":", HOME.resolve(name.split("/", 2)[0]).toString()));
        return file;
    }

    /// Runs a command as the user, in the home.
    static Murmur as(String... words) throws Exception {
        return execute(asUser(words));
    }

    private static List<String> asUser(String... words) {
        List<String> all = new ArrayList<>(
                List.of("runuser", "-u", USER, "--", "env", "HOME=" + HOME, "sh", "-c", "cd && exec \"$@\"", "sh"));
        all.addAll(Arrays.asList(words));
        return all;
    }

    /// Runs the program as the user, to its end.
    Murmur murmur(String... words) throws Exception {
        return execute(asUser(words(words)));
    }

    /// Starts it; what it says goes to the file `said`.
    Process start(String... words) throws IOException {
        return start(folder.resolve("said"), words);
    }

    /// One of several.
    Process start(Path said, String... words) throws IOException {
        return new ProcessBuilder(asUser(words(words)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(program().toString()));
        all.addAll(Arrays.asList(words));
        return all.toArray(String[]::new);
    }

    static Murmur execute(List<String> words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(words + " ends; it said " + Files.readString(err))
                    .isTrue();
            return new Murmur(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        cluster("down");
        execute(List.of("rm", "-rf", folder.toString()));
        held.close();
    }
}
