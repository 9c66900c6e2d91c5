package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The real program as a process of its own.
final class MurmurProcess {
    private static final String CRASH_REPORT = "hs_err_pid";
    private static final int TOP_OF_A_REPORT = 80;

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
        command.add("-XX:ErrorFile=" + folder.resolve(CRASH_REPORT + "%p.log"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Arrays.stream(words).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    /// All that is known of a process that has ended: what it said, and what the Java virtual machine says if it died.
    static String account(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("std(out|err)|" + CRASH_REPORT + ".*"))
                    .sorted()
                    .map(file -> "\n== " + file.getFileName() + "\n" + top(file))
                    .collect(Collectors.joining());
        }
    }

    private static String top(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(TOP_OF_A_REPORT).collect(Collectors.joining("\n"));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
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
