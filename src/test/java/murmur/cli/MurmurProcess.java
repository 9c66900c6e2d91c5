package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The real program as a process of its own.
final class MurmurProcess {
    private MurmurProcess() {}

    /// The words that start a JVM for the program. One compiler is enough for a process that lives for seconds: with
    /// both,
    /// compiling takes a third of the time.
    static List<String> jvm() {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1");
    }

    /// The same words for a shell.
    static String jvmInShell() {
        return "'" + String.join("' '", jvm()) + "'";
    }

    /// Starts `murmur <words>`; what it says goes to the files `stdout` and `stderr` in `folder`.
    static Process start(Path folder, Object... words) throws IOException {
        return startUnder(List.of(), folder, words);
    }

    /// The same, started by another program that becomes it.
    static Process startUnder(List<String> program, Path folder, Object... words) throws IOException {
        // A process started in the background passes on that it ignores SIGINT, which no program can undo for itself.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(program);
        command.addAll(jvm());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Arrays.stream(words).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    /// The hosts that this process, or one that it started, has started.
    static List<ProcessHandle> hosts() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("--machine-id"))
                .toList();
    }

    static ProcessHandle host(int machine) {
        return hosts().stream()
                .filter(process -> process.info().commandLine().orElse("").endsWith("--machine-id " + machine))
                .findFirst()
                .orElseThrow();
    }

    /// Sends a signal such as `STOP`.
    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
