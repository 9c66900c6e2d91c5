package murmur.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All numbers of a study as one table: a row per group, quantity and iteration.
public record Aggregates(Study study) {
    /// Aggregates have the names that the reference's tables give them.
    private static final String HEADER =
            "group,quantity,iteration,count,mean,std,sum,min,percentile_10,percentile_50,percentile_90,percentile_95,"
                    + "max,start_avg";

    /// The table; `start_avg` is the mean of the means of all iterations so far.
    public String csv() {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        for (Group group : study.groups()) {
            quantities(group).forEach((quantity, summaries) -> append(out, group, quantity, summaries));
        }
        return out.toString();
    }

    /// Every quantity of a group by its name in the result files; those of attacks as `<attack> <metric>`.
    public static SequencedMap<String, SequencedMap<Integer, Summary>> quantities(Group group) {
        SequencedMap<String, SequencedMap<Integer, Summary>> quantities = new LinkedHashMap<>();
        quantities.put("train_loss", group.measured(Measurement::trainLoss));
        quantities.put("test_loss", group.measured(Measurement::testLoss));
        quantities.put("test_acc", group.measured(Measurement::testAccuracy));
        quantities.put("total_bytes", group.measured(Measurement::bytes));
        for (List<String> figure : figures(group)) {
            quantities.put(String.join(" ", figure), group.attacked(figure.getFirst(), figure.getLast()));
        }
        return quantities;
    }

    private static Iterable<List<String>> figures(Group group) {
        Stream<List<String>> all = group.runs().stream()
                .flatMap(run -> run.attacks().stream())
                .map(row -> List.of(row.attack(), row.metric()));
        TreeSet<List<String>> figures = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        all.forEach(figures::add);
        return figures;
    }

    private static void append(
            StringBuilder out, Group group, String quantity, SequencedMap<Integer, Summary> summaries) {
        double sum = 0;
        int iterations = 0;
        for (Map.Entry<Integer, Summary> entry : summaries.entrySet()) {
            Summary summary = entry.getValue();
            sum += summary.mean();
            iterations++;
            out.append('"').append(group.label().replace("\"", "\"\"")).append("\",");
            out.append(quantity).append(',').append(entry.getKey()).append(',').append(summary.count());
            for (double value : numbers(summary)) {
                out.append(',').append(value);
            }
            out.append(',').append(sum / iterations).append('\n');
        }
    }

    private static double[] numbers(Summary summary) {
        return new double[] {
            summary.mean(),
            summary.std(),
            summary.sum(),
            summary.min(),
            summary.percentile(10),
            summary.percentile(50),
            summary.percentile(90),
            summary.percentile(95),
            summary.max()
        };
    }
}
