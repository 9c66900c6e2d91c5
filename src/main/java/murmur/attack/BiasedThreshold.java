package murmur.attack;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// How sure an adversary can be of the samples with the lowest losses: the share of members among the first K. On a tie
/// samples that are not members come first; where there are fewer than K samples, the share is still of K.
public record BiasedThreshold() implements Attack {
    /// How many samples with the lowest losses are looked at.
    public static final List<Integer> FIRST = List.of(1, 5, 10, 100, 250, 500);

    @Override
    public String name() {
        return "biasedthreshold";
    }

    @Override
    public Set<Samples> needs() {
        return EnumSet.of(Samples.MEMBERS, Samples.NON_MEMBERS);
    }

    @Override
    public Campaign against(Targets targets) {
        return evidence -> List.of(new Finding(name(), evidence.sighting(), figures(evidence)));
    }

    private record Sample(double loss, boolean member) {}

    private static List<Figure> figures(Evidence evidence) {
        List<Sample> samples = Stream.concat(samples(evidence.members(), true), samples(evidence.nonMembers(), false))
                .sorted(Comparator.comparingDouble(Sample::loss).thenComparing(Sample::member))
                .limit(FIRST.getLast())
                .toList();
        return FIRST.stream()
                .map(first -> new Figure("top" + first + "_acc", share(samples, first)))
                .toList();
    }

    private static Stream<Sample> samples(SampleLosses losses, boolean member) {
        return DoubleStream.of(losses.known()).mapToObj(loss -> new Sample(loss, member));
    }

    private static double share(List<Sample> samples, int first) {
        long members = samples.stream().limit(first).filter(Sample::member).count();
        return samples.isEmpty() ? Double.NaN : (double) members / first;
    }
}
