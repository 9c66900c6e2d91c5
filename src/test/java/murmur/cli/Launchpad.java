package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder a user launches from: `murmur launch` as a process of its own, with state, results and what it says
/// in there.
///
/// @param prefix what starts it, such as another network
/// @param ear the folder in which what it says is kept
record Launchpad(Path folder, List<String> prefix, String ear) {
    private static final int LIMIT_SECONDS = 240;

    Launchpad(Path folder, List<String> prefix) {
        this(folder, prefix, "said");
    }

    /// For another command at the same time.
    Launchpad beside() {
        return new Launchpad(folder, prefix, "beside");
    }

    /// What a launcher ended with and said.
    record Ended(int status, String out, String err) {}

    Process start(Object... words) throws IOException {
        List<String> program = new ArrayList<>(prefix);
        // Whoever starts these tests in the background has them ignore Ctrl-C, and what they start, too.
        program.addAll(List.of("env", "--default-signal=INT", "MURMUR_STATE=" + folder.resolve("state")));
        program.add("PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"));
        List<Object> all = new ArrayList<>(List.of("launch"));
        all.addAll(Arrays.asList(words));
        return MurmurProcess.startUnder(program, Files.createDirectories(folder.resolve(ear)), all.toArray());
    }

    Ended launch(Object... words) throws IOException, InterruptedException {
        return end(start(words));
    }

    Ended end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + said());
        }
        return new Ended(process.exitValue(), Files.readString(folder.resolve(ear + "/stdout")), said());
    }

    String said() throws IOException {
        return Files.readString(folder.resolve(ear + "/stderr"));
    }

    /// The only launch there is.
    String id() throws IOException {
        List<String> ids = ids();
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    /// All launches that are kept.
    List<String> ids() throws IOException {
        if (!Files.exists(folder.resolve("state/launches"))) {
            return List.of();
        }
        try (Stream<Path> launches = Files.list(folder.resolve("state/launches"))) {
            return launches.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    /// Waits for something that a process does.
    void await(Process process, Probe probe) throws IOException, InterruptedException {
        for (int tries = 0; tries < LIMIT_SECONDS * 10; tries++) {
            if (probe.isTrue()) {
                return;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + said());
            }
        }
        throw new AssertionError("in vain: " + said());
    }

    @FunctionalInterface
    interface Probe {
        boolean isTrue() throws IOException;
    }

    /// A folder with a script `murmur`, which notes in `starts` every command it is given and becomes this program.
    Path program() {
        script("program/murmur", """
                #!/bin/sh
                echo "$1 $*" >>'%s'
                exec %s -cp '%s' murmur.cli.Main "$@"
                """.formatted(
                        folder.resolve("starts"), MurmurProcess.jvmInShell(), System.getProperty("java.class.path")));
        return folder.resolve("program");
    }

    /// A file that can be started.
    Path script(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Path script = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// How many hosts were started by [#program].
    long hostsStarted() throws IOException {
        Path starts = folder.resolve("starts");
        return Files.exists(starts)
                ? Files.readAllLines(starts).stream()
                        .filter(line -> line.startsWith("host "))
                        .count()
                : 0;
    }
}
