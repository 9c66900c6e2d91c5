package murmur.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;

/// How many samples of each class every node holds.
///
/// @param counts a row per node, a column per class
public record LabelCounts(List<List<Integer>> counts) {
    public LabelCounts {
        counts = List.copyOf(counts);
        int classes = counts.isEmpty() ? 0 : counts.getFirst().size();
        BadInput.unless(
                counts.stream().allMatch(row -> row.size() == classes), "counts of labels", "number alike", counts);
    }

    public static LabelCounts of(List<Shard> shards) {
        return new LabelCounts(shards.stream()
                .map(shard -> Arrays.stream(shard.labelHistogram()).boxed().toList())
                .toList());
    }

    public int nodes() {
        return counts.size();
    }

    public int classes() {
        return counts.getFirst().size();
    }

    public int count(int node, int label) {
        return counts.get(node).get(label);
    }

    /// The samples of a node.
    public int samples(int node) {
        return counts.get(node).stream().mapToInt(count -> count).sum();
    }

    /// The number of classes of which a node has samples.
    public int held(int node) {
        return (int) counts.get(node).stream().filter(count -> count > 0).count();
    }

    /// The largest count of one class at one node.
    public int largest() {
        return counts.stream()
                .flatMap(List::stream)
                .mapToInt(count -> count)
                .max()
                .orElse(0);
    }

    /// How unlike the nodes' labels are: the total variation distance ½ Σ |p − q| between the shares p of the classes
    /// at a node and those q in all nodes together, averaged over the nodes that have samples. 0 where all nodes have
    /// the same shares; near 1 where each has a class of its own.
    public double heterogeneity() {
        double all = IntStream.range(0, nodes()).mapToLong(this::samples).sum();
        double[] shares = IntStream.range(0, classes())
                .mapToDouble(label -> IntStream.range(0, nodes())
                                .mapToLong(node -> count(node, label))
                                .sum()
                        / all)
                .toArray();
        return IntStream.range(0, nodes())
                .filter(node -> samples(node) > 0)
                .mapToDouble(node -> distance(node, shares))
                .average()
                .orElse(0);
    }

    private double distance(int node, double[] shares) {
        double samples = samples(node);
        return IntStream.range(0, classes())
                        .mapToDouble(label -> Math.abs(count(node, label) / samples - shares[label]))
                        .sum()
                / 2;
    }
}
