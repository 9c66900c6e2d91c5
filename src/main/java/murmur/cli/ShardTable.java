package murmur.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.data.LabelCounts;
import murmur.launch.EmbeddedRun;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Who holds how many samples of which class, for people and for programs.
///
/// @param title what is divided among how many nodes
/// @param testSamples the test samples of all nodes, each counted once per node that is tested on it
record ShardTable(String title, LabelCounts counts, List<Integer> testSamples) {
    /// More classes make no line of a table.
    private static final int MOST_COLUMNS = 12;

    private static final int MOST_NAMED = 8;

    static ShardTable of(EmbeddedRun run) {
        LabelCounts counts = LabelCounts.of(run.shards());
        String title = String.format(
                Locale.ROOT,
                "%s, %s: %,d samples of %d classes at %d nodes",
                run.experiment().name(),
                run.experiment().learning().data().name(),
                IntStream.range(0, counts.nodes()).map(counts::samples).sum(),
                counts.classes(),
                counts.nodes());
        List<Integer> tests =
                IntStream.range(0, counts.nodes()).mapToObj(run::testSamples).toList();
        return new ShardTable(title, counts, tests);
    }

    String json() {
        List<Map<String, Object>> nodes =
                IntStream.range(0, counts.nodes()).mapToObj(this::asMap).toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", title);
        map.put("classes", counts.classes());
        map.put("heterogeneity", counts.heterogeneity());
        map.put("nodes", nodes);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(map)
                + "\n";
    }

    private Map<String, Object> asMap(int node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", node);
        map.put("samples", counts.samples(node));
        map.put("test_samples", testSamples.get(node));
        map.put("samples_of_class", counts.counts().get(node));
        return map;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append(title).append("\n\n");
        boolean columns = counts.classes() <= MOST_COLUMNS;
        String last = columns ? header() : "  most of (class: samples)";
        out.append("node   samples  classes").append(last).append('\n');
        for (int node = 0; node < counts.nodes(); node++) {
            String row = columns ? row(node) : "  " + named(node);
            out.append(
                    String.format(Locale.ROOT, "%4d%,10d%9d%s%n", node, counts.samples(node), counts.held(node), row));
        }
        out.append("\nsamples per node   ").append(spread(counts::samples));
        out.append("\nclasses per node   ").append(spread(counts::held));
        out.append("\ntested on          ").append(spread(testSamples::get));
        out.append(String.format(
                Locale.ROOT,
                "%nheterogeneity      %.3f  (0: all nodes have the same shares of the classes; towards 1: nothing in"
                        + " common)%n",
                counts.heterogeneity()));
        return out.toString();
    }

    /// The word stands where the column of class 0 leaves room for it.
    private String header() {
        return IntStream.range(1, counts.classes())
                .mapToObj(label -> String.format("%7d", label))
                .collect(Collectors.joining("", "   class 0", ""));
    }

    private String row(int node) {
        return IntStream.range(0, counts.classes())
                .mapToObj(label -> counts.count(node, label) == 0
                        ? "      ·"
                        : String.format(Locale.ROOT, "%,7d", counts.count(node, label)))
                .collect(Collectors.joining("", "   ", ""));
    }

    /// The classes of which a node has most.
    private String named(int node) {
        String most = IntStream.range(0, counts.classes())
                .boxed()
                .filter(label -> counts.count(node, label) > 0)
                .sorted((a, b) -> counts.count(node, b) - counts.count(node, a))
                .limit(MOST_NAMED)
                .map(label -> label + ": " + counts.count(node, label))
                .collect(Collectors.joining(", "));
        return most + (counts.held(node) > MOST_NAMED ? ", …" : "");
    }

    private String spread(IntUnaryOperator figure) {
        int[] sorted = IntStream.range(0, counts.nodes()).map(figure).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%,d … %,d, median %,d",
                sorted[0],
                sorted[sorted.length - 1],
                Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElse(0));
    }
}
