package murmur.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.bench.Benchmark;
import murmur.bench.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `murmur bench`.
@Command(
        name = "bench",
        description = "Measure this program on this machine, as ratios to what the machine can do (about a minute).",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Option(names = "--workers", paramLabel = "W", description = "Training threads (default: one per core).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is timed (default 15).")
    private int rounds = 15;

    @Option(
            names = "--network",
            description = "Measure how fast models get from one host to another instead, both on this machine, beside"
                    + " what iperf3 gets, if it is installed.")
    private boolean network;

    @Override
    public Integer call() throws Exception {
        BadInput.unless(workers >= 1, "--workers", "be at least 1", workers);
        BadInput.unless(rounds >= 1, "--rounds", "be at least 1", rounds);
        new Console(spec.commandLine(), "INFO").say("Measuring; other programs on this machine distort the figures.");
        Benchmark benchmark = new Benchmark(workers, rounds);
        List<Figure> figures = network ? benchmark.network() : benchmark.run();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(asMap(figures)));
        } else {
            figures.forEach(figure ->
                    out.printf(Locale.ROOT, "%-50s %10.3f %s%n", figure.name(), figure.value(), figure.unit()));
        }
        out.flush();
        return Main.DONE;
    }

    private Map<String, Object> asMap(List<Figure> figures) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("java", Runtime.version().toString());
        map.put("cores", Runtime.getRuntime().availableProcessors());
        map.put("workers", workers);
        map.put("rounds", rounds);
        map.put("figures", figures);
        return map;
    }
}
