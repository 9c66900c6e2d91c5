package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `murmur host` for each of a few machines, with one `ip.json`, one key and a result folder each.
final class Machines implements AutoCloseable {
    private static final int LIMIT_SECONDS = 240;
    private static final int FIRST_SIGNAL = 129;

    private final Path folder;
    private final Path addresses;
    private final Path keys;
    private final List<Process> processes = new ArrayList<>();

    Machines(Path folder, List<String> hosts) throws IOException {
        this.folder = folder;
        addresses = Files.writeString(
                folder.resolve("ip.json"),
                IntStream.range(0, hosts.size())
                        .mapToObj(machine -> "\"" + machine + "\": \"" + hosts.get(machine) + "\"")
                        .collect(Collectors.joining(", ", "{", "}")));
        keys = folder.resolve("keys");
        if (!Files.exists(keys)) {
            assertThat(Murmur.murmur("keys", "create", keys).status()).isZero();
        }
    }

    /// Starts a host on every machine.
    ///
    /// @param program what runs it, if it does not run by itself
    /// @param results the result folder, by machine
    void start(IntFunction<List<String>> program, IntFunction<Path> results, int machines, Object... words)
            throws IOException {
        for (int machine = 0; machine < machines; machine++) {
            List<Object> all = new ArrayList<>(List.of("host"));
            all.addAll(List.of(words));
            all.addAll(List.of("--addresses", addresses, "--keys", keys, "--workers", 1));
            all.addAll(List.of("--log-dir", results.apply(machine), "--machine-id", machine));
            Path said = Files.createDirectories(folder.resolve("said" + machine));
            processes.add(MurmurProcess.startUnder(program.apply(machine), said, all.toArray()));
        }
    }

    /// Waits until a machine has written rows of results.
    void awaitRows(Path metrics) throws IOException, InterruptedException {
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 10) {
            for (int machine = 0; machine < processes.size(); machine++) {
                assertThat(processes.get(machine).waitFor(10, TimeUnit.MILLISECONDS))
                        .as(said(machine))
                        .isFalse();
            }
        }
    }

    /// The exit status of every machine, once all have ended.
    List<Integer> ends() throws IOException, InterruptedException {
        List<Integer> ends = new ArrayList<>();
        for (int machine = 0; machine < processes.size(); machine++) {
            ends.add(end(machine));
        }
        processes.clear();
        return ends;
    }

    /// The exit status of one machine, once it has ended; by itself, for nobody here ends one by a signal.
    int end(int machine) throws IOException, InterruptedException {
        assertThat(processes.get(machine).waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(said(machine))
                .isTrue();
        int status = processes.get(machine).exitValue();
        assertThat(status)
                .as("status of machine %d%s", machine, MurmurProcess.account(folder.resolve("said" + machine)))
                .isLessThan(FIRST_SIGNAL);
        return status;
    }

    String said(int machine) throws IOException {
        return Files.readString(folder.resolve("said" + machine + "/stderr"));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
