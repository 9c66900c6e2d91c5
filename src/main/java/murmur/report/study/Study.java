package murmur.report.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs side by side, grouped by what differs between their experiments, whatever their folders are called.
///
/// @param varied the attributes in which the groups differ
public record Study(List<String> varied, List<Group> groups) {
    public Study {
        varied = List.copyOf(varied);
        groups = List.copyOf(groups);
    }

    /// Groups stand in the order of their first runs.
    public static Study of(List<RunResults> runs) {
        List<String> varied = varied(runs);
        Map<SequencedMap<String, String>, List<RunResults>> byAttributes = new LinkedHashMap<>();
        for (RunResults run : runs) {
            byAttributes.computeIfAbsent(key(run), key -> new ArrayList<>()).add(run);
        }
        List<Group> groups = new ArrayList<>();
        byAttributes.values().forEach(members -> groups.add(group(members, varied)));
        return new Study(varied, groups);
    }

    /// A run of which nothing is known is like no other.
    private static SequencedMap<String, String> key(RunResults run) {
        SequencedMap<String, String> known = run.attributes().withoutSeed();
        if (known.isEmpty()) {
            known.put("name", run.name());
        }
        return known;
    }

    private static List<String> varied(List<RunResults> runs) {
        return runs.stream()
                .flatMap(run -> run.attributes().withoutSeed().keySet().stream())
                .distinct()
                .filter(key -> values(runs, key).distinct().count() > 1)
                .toList();
    }

    private static Stream<String> values(List<RunResults> runs, String key) {
        return runs.stream().map(run -> run.attributes().get(key));
    }

    private static Group group(List<RunResults> members, List<String> varied) {
        Attributes attributes = members.getFirst().attributes();
        String label = attributes.label(varied);
        String names = members.stream().map(RunResults::name).collect(Collectors.joining(", "));
        return new Group(label.isEmpty() ? names : label, attributes, members);
    }

    /// All attacks that were made on some run, in the order of the alphabet.
    public List<String> attacks() {
        return List.copyOf(groups.stream()
                .flatMap(group -> group.runs().stream())
                .flatMap(run -> run.attacks().stream())
                .map(AttackRow::attack)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
