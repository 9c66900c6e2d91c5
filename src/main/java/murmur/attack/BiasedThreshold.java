package murmur.attack;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// How sure an adversary can be of the samples with the lowest losses: the share of members among the first K. On a tie
/// samples that are not members come first, as in the reference; the interval goes from there to the share with members
/// first. Where there are fewer than K samples, the share is still of K.
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
        List<Sample> low = lowest(evidence, Comparator.naturalOrder());
        List<Sample> high = lowest(evidence, Comparator.reverseOrder());
        return FIRST.stream()
                .map(first -> {
                    double share = share(low, first);
                    return new Figure("top" + first + "_acc", share, new Interval(share, share(high, first)));
                })
                .toList();
    }

    /// @param onTie which of a member (true) and another sample of equal losses comes first
    private static List<Sample> lowest(Evidence evidence, Comparator<Boolean> onTie) {
        return Stream.concat(samples(evidence.members(), true), samples(evidence.nonMembers(), false))
                .sorted(Comparator.comparingDouble(Sample::loss).thenComparing(Sample::member, onTie))
                .limit(FIRST.getLast())
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
