package murmur.attack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import murmur.data.Shard;
import murmur.random.Seed;

/// Membership inference that judges a sample by its own difficulty: by what shadow models make of it that were not
/// trained on it. One network's loss on an easy sample is low whoever holds it; a threshold attack cannot know.
///
/// @param method how the two are compared
public record ShadowAttack(Method method, Bootstrap bootstrap) implements Attack {
    /// Losses below this are no smaller in float32, and the odds of their probability would be infinite.
    private static final double LEAST_LOSS = 0x1p-23;

    /// RMIA's a: how the probability of a sample under all models, seen it or not, follows from that under
    /// models that have not.
    private static final double SLOPE = 0.3;

    /// Ways to compare.
    public enum Method {
        /// The offline likelihood-ratio attack (Carlini et al., 2022): by how much the log-odds
        /// φ = log(p / (1 − p)) of the sample's class exceed their mean over shadow models. All samples are given the
        /// same variance, as there are few shadow models, and so the excess ranks like the likelihood ratio.
        LIRA,
        /// The offline robust attack (Zarifzadeh et al., 2024): how much likelier than expected the sample's
        /// class is, P(x | model) / P(x) with P(x) = ((1 + a)·P̄(x) + 1 − a) / 2, a = 0.3, and P̄ the mean over
        /// shadow models. The paper's score, the share of other samples z with P(x | model) / P(x) ≥ γ·P(z |
        /// model) / P(z), grows with this number whatever γ is; ranking the number itself tells apart what the
        /// share leaves tied.
        RMIA
    }

    @Override
    public String name() {
        return method == Method.LIRA ? "lira" : "rmia";
    }

    @Override
    public Set<Samples> needs() {
        return EnumSet.of(Samples.MEMBERS, Samples.NON_MEMBERS);
    }

    @Override
    public Campaign against(Targets targets) throws InterruptedException {
        Knowledge knowledge = targets.knowledge();
        knowledge.procedure().ifPresent(procedure -> procedure.requireProbabilities(name()));
        Shadows shadows = targets.shadows();
        DoubleUnaryOperator expected = method == Method.LIRA ? ShadowAttack::logOdds : loss -> StrictMath.exp(-loss);
        Map<Integer, double[]> means = new ConcurrentHashMap<>();
        targets.iterations().forEach(iteration -> means.put(iteration, shadows.means(iteration, expected)));
        return evidence -> {
            Sighting sighting = evidence.sighting();
            double[] mean = Objects.requireNonNull(means.get(sighting.step().iteration()));
            Shard own = knowledge.shards().get(sighting.sender());
            List<double[]> members = IntStream.range(0, evidence.members().size())
                    .mapToObj(i -> new double[] {evidence.members().at(i), mean[Shadows.position(own, i)]})
                    .toList();
            List<double[]> others = IntStream.range(0, evidence.nonMembers().size())
                    .mapToObj(i -> new double[] {evidence.nonMembers().at(i), mean[shadows.position(i)]})
                    .toList();
            Seed seed = knowledge.seed(name(), sighting);
            return List.of(finding(sighting, members, others, seed));
        };
    }

    private Finding finding(Sighting sighting, List<double[]> members, List<double[]> others, Seed seed) {
        double[] ofMembers = gains(members);
        double[] ofOthers = gains(others);
        Roc roc = Roc.of(ofMembers, ofOthers);
        List<Figure> figures = new ArrayList<>(MembershipFigures.of(roc, bootstrap, seed));
        figures.add(new Figure("unscored_members", members.size() - ofMembers.length));
        figures.add(new Figure("unscored_non_members", others.size() - ofOthers.length));
        return new Finding(name(), sighting, figures, List.of(Curve.of(roc)));
    }

    /// By how much a sample does better than expected; samples without a loss, or without shadow models, are left out.
    ///
    /// @param samples each as its loss and its mean over shadow models
    private double[] gains(List<double[]> samples) {
        return samples.stream()
                .filter(sample -> !Double.isNaN(sample[0]) && !Double.isNaN(sample[1]))
                .mapToDouble(sample -> method == Method.LIRA
                        ? logOdds(sample[0]) - sample[1]
                        : StrictMath.exp(-sample[0]) / (((1 + SLOPE) * sample[1] + 1 - SLOPE) / 2))
                .toArray();
    }

    /// log(p / (1 − p)) of p = exp(−loss).
    private static double logOdds(double loss) {
        double bounded = Math.max(loss, LEAST_LOSS);
        return -bounded - StrictMath.log(-StrictMath.expm1(-bounded));
    }
}
