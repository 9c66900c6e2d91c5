package murmur.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import murmur.topology.GraphReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a graph, for people and for programs.
record GraphTable(GraphReport report) {
    private static final int MOST_BARS = 16;
    private static final int LONGEST_BAR = 40;

    String json() {
        Map<String, Object> degrees = new LinkedHashMap<>();
        report.degrees().forEach((degree, nodes) -> degrees.put(degree.toString(), nodes));
        Map<String, @Nullable Object> steps = new LinkedHashMap<>();
        steps.put("at_worst", orNull(report.stepsAtWorst()));
        steps.put("measured", orNull(report.stepsMeasured()));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("nodes", report.nodes());
        map.put("edges", report.edges());
        map.put("degrees", degrees);
        map.put("connected", report.connected());
        map.put("components", report.components());
        map.put("diameter", orNull(report.diameter()));
        map.put("second_eigenvalue", exact(report.spectrum().second()));
        map.put("smallest_eigenvalue", exact(report.spectrum().smallest()));
        map.put("eigenvalues_settled", report.spectrum().settled());
        map.put("spectral_gap", exact(report.spectrum().gap()));
        map.put("mixing_steps_to_1_percent", steps);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(map)
                + "\n";
    }

    /// Without the digits that are rounding errors, so that the same graph from another file has the same figures.
    private static double exact(double value) {
        return Math.rint(value * 1e12) / 1e12 + 0.0;
    }

    private static @Nullable Object orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static @Nullable Object orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        row(out, "nodes", "" + report.nodes());
        row(out, "edges", "" + report.edges());
        row(out, "connected", report.connected() ? "yes" : "no: " + report.components() + " components");
        row(out, "diameter", diameter());
        row(out, "second eigenvalue", number(report.spectrum().second()) + unsettled());
        row(out, "smallest eigenvalue", number(report.spectrum().smallest()) + unsettled());
        row(out, "spectral gap", number(report.spectrum().gap()));
        row(out, "mixing steps to 1 %", steps(report.stepsAtWorst(), "") + " at worst, by the eigenvalues");
        row(out, "", steps(report.stepsMeasured(), "too many") + " measured, from random values");
        histogram(out);
        return out.toString();
    }

    private String diameter() {
        if (report.diameter().isPresent()) {
            return "" + report.diameter().getAsInt();
        }
        return report.connected() ? "not measured: the graph is too large" : "infinite";
    }

    private String unsettled() {
        return report.spectrum().settled() ? "" : "  (or farther out: not settled in the work allowed)";
    }

    /// Six places after the decimal point, or as many digits.
    private static String number(double value) {
        double rounded = Math.abs(value) < 1e-12 ? 0 : value;
        return String.format(Locale.ROOT, Math.abs(rounded) >= 0.001 || rounded == 0 ? "%.6f" : "%.6g", rounded);
    }

    private String steps(OptionalLong steps, String whenConnected) {
        return steps.isPresent() ? "" + steps.getAsLong() : report.connected() ? whenConnected : "never";
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append(String.format("%-21s%s%n", name, value));
    }

    private void histogram(StringBuilder out) {
        SortedMap<Integer, Integer> bars = bars();
        int width = width();
        int most = bars.values().stream().mapToInt(nodes -> nodes).max().orElse(1);
        bars.forEach((degree, nodes) -> {
            String degrees = width == 1 ? "" + degree : degree + "–" + (degree + width - 1);
            String bar = "█".repeat(Math.ceilDiv(nodes * LONGEST_BAR, most));
            row(out, "degree " + degrees, String.format("%-7d%s", nodes, bar));
        });
    }

    /// How many degrees share a bar.
    private int width() {
        SortedMap<Integer, Integer> degrees = report.degrees();
        return degrees.size() <= MOST_BARS ? 1 : 1 + (degrees.lastKey() - degrees.firstKey()) / MOST_BARS;
    }

    /// Numbers of nodes by degree, or by groups of degrees where there are many.
    private SortedMap<Integer, Integer> bars() {
        int least = report.degrees().firstKey();
        int width = width();
        SortedMap<Integer, Integer> bars = new TreeMap<>();
        report.degrees().forEach((degree, nodes) -> bars.merge(degree - (degree - least) % width, nodes, Integer::sum));
        return bars;
    }
}
