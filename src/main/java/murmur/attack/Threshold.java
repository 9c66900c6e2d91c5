package murmur.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// Membership inference by the loss alone: a sample whose loss is below a threshold is taken for a member (Yeom et al.,
/// 2018). All thresholds are tried, over all samples and class by class.
public record Threshold(Bootstrap bootstrap) implements Attack {
    /// The false-positive rates at which true-positive rates are told (Carlini et al., 2022).
    static final List<Double> RATES = List.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1);

    @Override
    public String name() {
        return "threshold";
    }

    @Override
    public Set<Samples> needs() {
        return EnumSet.of(Samples.MEMBERS, Samples.NON_MEMBERS);
    }

    @Override
    public Campaign against(Targets targets) {
        return evidence -> List.of(
                new Finding(name(), evidence.sighting(), figures(evidence, targets.knowledge()), curves(evidence)));
    }

    private List<Figure> figures(Evidence evidence, Knowledge knowledge) {
        Seed seed = knowledge.seed(name(), evidence.sighting());
        SampleLosses members = evidence.members();
        SampleLosses others = evidence.nonMembers();
        List<Figure> figures =
                new ArrayList<>(MembershipFigures.of(roc(members.known(), others.known()), bootstrap, seed));
        figures.addAll(area("_balanced", balanced(members.known(), others.known(), seed), seed.derive("balanced")));
        int classes = 1 + Math.max(members.largestLabel(), others.largestLabel());
        for (int label = 0; label < classes; label++) {
            figures.addAll(area(
                    "_class" + label, roc(members.known(label), others.known(label)), seed.derive("class", label)));
        }
        figures.add(new Figure("mean_loss_members", members.mean()));
        figures.add(new Figure("mean_loss_non_members", others.mean()));
        figures.add(new Figure("members", members.size()));
        figures.add(new Figure("non_members", others.size()));
        figures.add(new Figure("nan_losses_members", members.nans()));
        figures.add(new Figure("nan_losses_non_members", others.nans()));
        return figures;
    }

    private static List<Curve> curves(Evidence evidence) {
        SampleLosses members = evidence.members();
        SampleLosses others = evidence.nonMembers();
        List<Curve> curves = new ArrayList<>(List.of(Curve.of(roc(members.known(), others.known()))));
        curves.addAll(Curve.histograms(members, others));
        return curves;
    }

    /// Members are the positives, and the lower a loss the higher its score.
    private static Roc roc(double[] members, double[] others) {
        return Roc.of(negative(members), negative(others));
    }

    private static double[] negative(double[] losses) {
        return Arrays.stream(losses).map(loss -> -loss).toArray();
    }

    private List<Figure> area(String suffix, Roc roc, Seed seed) {
        ToDoubleFunction<Roc> area = Roc::auc;
        Interval interval = bootstrap.intervals(roc, List.of(area), seed).getFirst();
        Figure auc = new Figure("roc_auc" + suffix, roc.auc(), interval);
        return List.of(auc, auc.scaled("gini_auc" + suffix, 2, -1));
    }

    /// As many members as others: a random choice of whichever are more.
    private static Roc balanced(double[] members, double[] others, Seed seed) {
        int size = Math.min(members.length, others.length);
        NumpyRandom random = seed.derive("balanced subset").generator();
        return roc(choice(members, size, random), choice(others, size, random));
    }

    private static double[] choice(double[] losses, int size, NumpyRandom random) {
        if (losses.length == size) {
            return losses;
        }
        int[] order = IntStream.range(0, losses.length).toArray();
        random.shuffle(order);
        return Arrays.stream(order)
                .limit(size)
                .mapToDouble(sample -> losses[sample])
                .toArray();
    }
}
