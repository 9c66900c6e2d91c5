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
import murmur.bench.Roofline;
import murmur.privacy.NoiseSource;
import picocli.CommandLine.ArgGroup;
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
            names = "--noise-generator",
            paramLabel = "numpy|threefry",
            description = "What draws the noise in the runs of --roofline (default numpy).")
    private NoiseSource.Generator generator = NoiseSource.Generator.NUMPY;

    @ArgGroup
    private Instead instead = new Instead();

    /// At most one of these.
    private static final class Instead {
        @Option(
                names = "--network",
                description = "Measure how fast models get from one host to another instead, both on this machine,"
                        + " beside what iperf3 gets, if it is installed.")
        private boolean network;

        @Option(
                names = "--roofline",
                description = "Measure, for the networks of the reference, how near a step comes to the limits of the"
                        + " machine, and where the time of a run goes (some minutes).")
        private boolean roofline;

        @Option(
                names = "--precision",
                description = "Measure, for the networks of the reference, how much faster bfloat16 is than float32"
                        + " (some minutes).")
        private boolean precision;

        @Option(
                names = "--scale",
                description = "Measure what a node costs where there are 4,096 or 100,000 (some minutes, 16 GB).")
        private boolean scale;
    }

    @Override
    public Integer call() throws Exception {
        BadInput.unless(workers >= 1, "--workers", "be at least 1", workers);
        BadInput.unless(rounds >= 1, "--rounds", "be at least 1", rounds);
        Console console = new Console(spec.commandLine(), "INFO");
        console.say("Measuring; other programs on this machine distort the figures.");
        PrintWriter out = spec.commandLine().getOut();
        if (instead.roofline) {
            Roofline.Report report = new Roofline(workers, rounds, generator).measure(console::say);
            print(out, "roofline", report, () -> RooflineTable.print(report, out));
        } else {
            List<Figure> figures = figures(new Benchmark(workers, rounds));
            print(
                    out,
                    "figures",
                    figures,
                    () -> figures.forEach(figure -> out.printf(
                            Locale.ROOT, "%-50s %10.3f %s%n", figure.name(), figure.value(), figure.unit())));
        }
        out.flush();
        return Main.DONE;
    }

    private List<Figure> figures(Benchmark benchmark) throws Exception {
        if (instead.network) {
            return benchmark.network();
        }
        if (instead.precision) {
            return benchmark.precision();
        }
        return instead.scale ? benchmark.scale() : benchmark.run();
    }

    private void print(PrintWriter out, String name, Object measured, Runnable table) {
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(asMap(name, measured)));
        } else {
            table.run();
        }
    }

    private Map<String, Object> asMap(String name, Object measured) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("java", Runtime.version().toString());
        map.put("cores", Runtime.getRuntime().availableProcessors());
        map.put("workers", workers);
        map.put("rounds", rounds);
        map.put(name, measured);
        return map;
    }
}
