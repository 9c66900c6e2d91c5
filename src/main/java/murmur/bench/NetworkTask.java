package murmur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.transport.cluster.RunKeys;

/// How fast models get from one host to another, beside what `iperf3` gets over the same path, in turns.
final class NetworkTask {
    /// ResNet18 and LeNet.
    private static final int LARGE = 11_198_932;
    private static final int SMALL = 89_834;

    private static final int LARGE_MODELS = 24;
    private static final int SMALL_MODELS = 3000;

    private final int rounds;

    NetworkTask(int rounds) {
        this.rounds = rounds;
    }

    /// One way for models to be sent.
    ///
    /// @param goal percent of iperf3's rate
    private record Load(String name, NetworkPair pair, int goal) {}

    List<Figure> measure() throws Exception {
        Path keys = Files.createTempDirectory("murmur-keys");
        Path key = RunKeys.create(keys);
        try (NetworkPair large = new NetworkPair(LARGE, LARGE_MODELS, Optional.empty());
                NetworkPair closed = new NetworkPair(LARGE, LARGE_MODELS, Optional.of(keys));
                NetworkPair small = new NetworkPair(SMALL, SMALL_MODELS, Optional.empty())) {
            return measure(List.of(
                    new Load("models of 45 MB", large, 45),
                    new Load("models of 45 MB, TLS", closed, 20),
                    new Load("models of 360 kB", small, 35)));
        } finally {
            Files.delete(key);
            Files.delete(keys);
        }
    }

    private List<Figure> measure(List<Load> loads) throws Exception {
        List<Callable<?>> works = new ArrayList<>();
        loads.forEach(load -> works.add(load.pair()::send));
        List<Double> iperf = new ArrayList<>();
        works.add(() -> Iperf.bytesPerSecond().map(iperf::add));
        List<Timing> timings = Timing.inTurns(rounds, works);
        List<Figure> figures = new ArrayList<>();
        Optional<Timing> limit = secondsPerByte(iperf);
        limit.ifPresent(each -> figures.add(new Figure("iperf3, one stream", 1e-9 / each.median(), "GB/s")));
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            Timing perByte = timings.get(i).dividedBy((double) load.pair().bytes());
            figures.add(new Figure(load.name(), 1e-9 / perByte.median(), "GB/s"));
            limit.ifPresent(each -> figures.add(new Figure(
                    load.name() + " ÷ iperf3", 100 * each.medianRatio(perByte), "% (goal ≥ " + load.goal() + ")")));
        }
        return figures;
    }

    /// Without the one that warmed up.
    private Optional<Timing> secondsPerByte(List<Double> rates) throws IOException {
        return rates.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Timing(rates.stream().skip(1).map(rate -> 1 / rate).toList()));
    }
}
