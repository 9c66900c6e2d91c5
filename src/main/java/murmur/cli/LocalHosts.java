package murmur.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.report.MachineFolders;
import murmur.report.ResultFolder;
import murmur.transport.cluster.RunKeys;

/// Several `murmur host` on this machine, each with its part of the nodes: a run over the network for trying it out.
final class LocalHosts {
    /// Hosts notice at about the same time that one is lost.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// They also finish at about the same time; but some have more to write than others.
    private static final Duration GRACE_AT_THE_END = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FAILED_BY_SIGNAL = 128;
    private static final int PORT_STRIDE = 2;

    private final Console console;
    private final Path file;
    private final Map<String, GivenOption> options;
    private final int hosts;

    LocalHosts(Console console, Path file, Map<String, GivenOption> options, int hosts) {
        BadInput.unless(hosts >= 1, "--hosts", "be at least 1", hosts);
        this.console = console;
        this.file = file;
        this.options = options;
        this.hosts = hosts;
    }

    /// Runs all hosts to their end and puts their results together.
    ///
    /// @return the exit status of the first host that failed, else 0
    int run(Configured configured, ResultFolder folder, boolean resumed) throws IOException, InterruptedException {
        BadInput.unless(
                hosts <= configured.experiment().nodes(),
                "--hosts",
                "be at most the number of nodes, " + configured.experiment().nodes(),
                hosts);
        if (!resumed) {
            folder.prepare();
        }
        // Gone with the run.
        Path keys = Files.createTempDirectory("murmur-keys");
        Path key = RunKeys.create(keys);
        Path addresses = folder.path().resolve("ip.json");
        Files.writeString(addresses, addresses());
        List<String> common = command(configured, folder.path(), addresses);
        common.addAll(List.of("--keys", keys.toString()));
        if (resumed) {
            common.add("--resume");
        }
        List<Process> processes = new ArrayList<>();
        Thread end = new Thread(() -> processes.forEach(Process::destroy));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            for (int machine = 0; machine < hosts; machine++) {
                processes.add(start(common, machine));
            }
            boolean goesOn = configured.settings().communication().onFailure() == OnFailure.CONTINUE;
            int status = goesOn ? awaitSome(processes) : await(processes);
            new MachineFolders(folder.path(), hosts).merge();
            return status;
        } finally {
            processes.forEach(Process::destroyForcibly);
            Runtime.getRuntime().removeShutdownHook(end);
            Files.deleteIfExists(key);
            Files.deleteIfExists(keys);
        }
    }

    private String addresses() {
        return IntStream.range(0, hosts)
                .mapToObj(machine -> "\"" + machine + "\": \"127.0.0.1\"")
                .collect(Collectors.joining(", ", "{", "}\n"));
    }

    private List<String> command(Configured configured, Path folder, Path addresses) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.add("-D" + HostCommand.CHILD + "=true");
        words.add("-XX:MaxRAMPercentage=" + 70 / hosts);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "host"));
        words.addAll(List.of(file.toString(), "--addresses", addresses.toString()));
        words.addAll(List.of("--offset", Integer.toString(freeOffset()), "--log-dir", folder.toString()));
        int workers = Math.max(1, configured.settings().workers() / hosts);
        words.addAll(List.of("--workers", Integer.toString(workers)));
        if (!options.containsKey("procs_per_machine")) {
            words.addAll(List.of(
                    "--procs-per-machine", shares(configured.experiment().nodes())));
        }
        options.forEach((key, option) -> {
            if (!List.of("log_dir", "machines", "workers").contains(key)) {
                words.addAll(List.of(option.name(), option.value()));
            }
        });
        return words;
    }

    /// As many nodes for each host as for the others, or one more.
    private String shares(int nodes) {
        return IntStream.range(0, hosts)
                .mapToObj(machine -> Integer.toString(nodes / hosts + (machine < nodes % hosts ? 1 : 0)))
                .collect(Collectors.joining(" "));
    }

    /// An offset from which all ports are free at the moment.
    private int freeOffset() {
        try {
            while (true) {
                int first;
                try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    first = any.getLocalPort();
                }
                if (IntStream.range(0, hosts).allMatch(machine -> isFree(first + PORT_STRIDE * machine))) {
                    return first - 1;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot find a free port", failure);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }

    private Process start(List<String> common, int machine) throws IOException {
        List<String> words = new ArrayList<>(common);
        words.addAll(List.of("--machine-id", Integer.toString(machine)));
        Process process = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread.ofVirtual().start(() -> repeat(process, machine));
        return process;
    }

    private void repeat(Process process, int machine) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> console.say("machine " + machine + ": " + line));
        } catch (IOException | UncheckedIOException ended) {
            console.say("machine " + machine + " ended");
        }
    }

    /// Waits for all that go on without the others; those that outlive one that has finished for too long are killed.
    ///
    /// @return 0 if one has finished, else as [#await]
    private static int awaitSome(List<Process> processes) throws InterruptedException {
        boolean finished = false;
        List<Process> running = new ArrayList<>(processes);
        while (!running.isEmpty() && !finished) {
            Process next = running.removeFirst();
            if (next.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                finished = next.exitValue() == 0;
            } else {
                running.add(next);
            }
        }
        for (Process late : running) {
            if (!late.waitFor(GRACE_AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
                late.destroyForcibly().waitFor();
            }
        }
        return finished ? 0 : await(processes);
    }

    /// Waits for all; those that outlive a failed one for longer than they may are killed.
    private static int await(List<Process> processes) throws InterruptedException {
        int status = 0;
        List<Process> running = new ArrayList<>(processes);
        while (!running.isEmpty()) {
            boolean failed = status != 0;
            Duration limit = failed ? GRACE : POLL;
            Process next = running.getFirst();
            if (!next.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                if (failed) {
                    next.destroyForcibly().waitFor();
                } else {
                    running.add(running.removeFirst());
                    continue;
                }
            }
            running.removeFirst();
            status = status == 0 ? next.exitValue() : status;
        }
        return status >= FAILED_BY_SIGNAL && status != Main.INTERRUPTED ? Main.FAILED : status;
    }
}
