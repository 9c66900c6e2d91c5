package murmur.golden;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.cli.Murmur;
import murmur.launch.FreePorts;
import murmur.launch.site.Shares;

/// Hosts that run a case of the reference together. They share this process, but talk through the network all the same.
///
/// @param folder of which each number of hosts gets one of its own
record ReferenceHosts(ReferenceCase reference, Path folder) {
    private static final int LIMIT_SECONDS = 180;

    /// Runs so many hosts to their end.
    ///
    /// @return where their results are
    Path run(int hosts) throws Exception {
        Path results = Files.createDirectories(folder.resolve("on" + hosts));
        List<Object> words = new ArrayList<>(List.of("host"));
        words.addAll(reference.words());
        words.addAll(List.of("--addresses", addresses(results, hosts), "--insecure", "--workers", 1));
        words.addAll(List.of("--offset", FreePorts.offset(hosts), "--procs-per-machine", shares(hosts)));
        words.addAll(List.of("--log-dir", results.resolve("out"), "--machine-id"));
        List<CompletableFuture<Murmur>> running = IntStream.range(0, hosts)
                .mapToObj(machine -> start(words, machine))
                .toList();
        for (CompletableFuture<Murmur> host : running) {
            Murmur ended = host.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(ended.status()).as(ended.err()).isZero();
        }
        return results.resolve("out");
    }

    private static CompletableFuture<Murmur> start(List<Object> words, int machine) {
        List<Object> all = new ArrayList<>(words);
        all.add(machine);
        CompletableFuture<Murmur> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> end.complete(murmur(all.toArray())));
        return end;
    }

    private static Path addresses(Path folder, int hosts) throws IOException {
        return Files.writeString(
                folder.resolve("ip.json"),
                IntStream.range(0, hosts)
                        .mapToObj(machine -> "\"" + machine + "\": \"127.0.0.1\"")
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private String shares(int hosts) {
        return Shares.even(reference.nodes(), hosts).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
