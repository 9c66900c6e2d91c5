package murmur.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Whose model is this? The node on whose samples its mean loss is the lowest is taken for its sender. Among
/// equal means the node of the lowest number comes first, and nodes without a loss come last.
public record Linkability() implements Attack {
    private static final int FEW = 5;

    @Override
    public String name() {
        return "linkability";
    }

    @Override
    public Set<Samples> needs() {
        return EnumSet.of(Samples.EVERY_SHARD);
    }

    @Override
    public Campaign against(Targets targets) {
        return evidence -> List.of(new Finding(name(), evidence.sighting(), figures(evidence)));
    }

    private static List<Figure> figures(Evidence evidence) {
        double[] means =
                evidence.shards().stream().mapToDouble(SampleLosses::mean).toArray();
        // A NaN is larger than any number to compareTo.
        List<Integer> ranking = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> means[node]))
                .toList();
        int sender = evidence.sighting().sender();
        int rank = ranking.indexOf(sender);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("linkability_real_rank", rank));
        figures.add(new Figure("linkability_top1", rank == 0 ? 1 : 0));
        figures.add(new Figure("linkability_top1_guess", ranking.getFirst()));
        figures.add(new Figure("linkability_top5", means.length < FEW ? Double.NaN : rank < FEW ? 1 : 0));
        for (int node = 0; node < means.length; node++) {
            figures.add(new Figure("loss_trainset_" + node, means[node]));
        }
        return figures;
    }
}
