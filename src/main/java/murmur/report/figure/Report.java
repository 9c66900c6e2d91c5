package murmur.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import murmur.report.study.Aggregates;
import murmur.report.study.Attributes;
import murmur.report.study.Group;
import murmur.report.study.RunResults;
import murmur.report.study.Study;
import murmur.report.study.Summary;

/// Everything a study has to show: figures, and a table of the groups.
public final class Report {
    private final Study study;
    private final List<Chart> charts = new ArrayList<>();

    public Report(Study study) {
        this.study = study;
        charts.addAll(new LearningCharts(study).all());
        charts.addAll(new LeakageCharts(study).all());
        charts.addAll(new RunCharts(study).all());
    }

    public Study study() {
        return study;
    }

    public List<Chart> charts() {
        return List.copyOf(charts);
    }

    /// What all runs have in common.
    public SequencedMap<String, String> shared() {
        SequencedMap<String, String> shared = new LinkedHashMap<>();
        if (!study.groups().isEmpty()) {
            Attributes first = study.groups().getFirst().attributes();
            first.withoutSeed().forEach((key, value) -> {
                if (!study.varied().contains(key)) {
                    shared.put(key, value);
                }
            });
        }
        return shared;
    }

    /// The last numbers of a group: each quantity by its name in the result files.
    public static SequencedMap<String, Summary> last(Group group) {
        SequencedMap<String, Summary> last = new LinkedHashMap<>();
        Aggregates.quantities(group)
                .forEach((quantity, summaries) -> Group.last(summaries).ifPresent(each -> last.put(quantity, each)));
        return last;
    }

    /// What is missing or odd in the runs, with the name of the run.
    public List<String> warnings() {
        return study.groups().stream()
                .flatMap(group -> group.runs().stream())
                .flatMap(Report::warnings)
                .toList();
    }

    private static Stream<String> warnings(RunResults run) {
        return run.warnings().stream().map(warning -> run.name() + ": " + warning);
    }

    /// For programs: what differs, what is shared, and the last numbers of every group.
    public Map<String, Object> asMap() {
        List<Map<String, Object>> groups = new ArrayList<>();
        for (Group group : study.groups()) {
            Map<String, Object> numbers = new LinkedHashMap<>();
            last(group).forEach((quantity, summary) -> numbers.put(quantity, asMap(summary)));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("label", group.label());
            map.put("runs", group.runs().stream().map(RunResults::name).toList());
            map.put("attributes", group.attributes().withoutSeed());
            map.put("last", numbers);
            groups.add(map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("varied", study.varied());
        map.put("shared", shared());
        map.put("groups", groups);
        map.put("figures", charts.stream().map(Chart::name).toList());
        map.put("warnings", warnings());
        return map;
    }

    private static Map<String, Object> asMap(Summary summary) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", summary.count());
        map.put("mean", summary.mean());
        map.put("std", Double.isNaN(summary.std()) ? "" : summary.std());
        map.put("min", summary.min());
        map.put("max", summary.max());
        return map;
    }
}
