package murmur.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Graph;

/// Zip-DL: after training a node sends every neighbour a differently noisy model, and the noises cancel in the mean of
/// the network.
///
/// With k receivers (the node itself among them if `selfNoise`) and Y(j) ~ N(0, σ²·k/(k−1)) drawn in the order of the
/// neighbours, receiver v gets the noise Z(v) = Y(v) − (1/(k·w(v)))·Σⱼ w(j)·Y(j). Weights w are all equal
/// (`Weighting.UNIFORM`, the reference: each Z(v) then has standard deviation σ, and they sum to zero), or they are
/// those
/// by which the receivers will multiply (`Weighting.MIXING`: Σ w(v)·Z(v) = 0, so the noise cancels on irregular graphs
/// too).
public record ZeroSumNoise(double sigma, boolean selfNoise, Weighting weighting, long seed) implements Sharing {
    private static final int LEAST_RECEIVERS = 2;

    public ZeroSumNoise {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
        BadInput.unless(seed >= 0, "sharing_seed", "be at least 0", seed);
    }

    /// Which weights the noise cancels under.
    public enum Weighting {
        UNIFORM,
        MIXING
    }

    /// Noise for one receiver alone sums to zero only when there is none.
    @Override
    public void validate(Graph graph) {
        for (int node = 0; node < graph.nodes(); node++) {
            int receivers = graph.degree(node) + (selfNoise ? 1 : 0);
            if (receivers < LEAST_RECEIVERS) {
                String cure = selfNoise ? "" : "set self_noise = True, which makes the node one itself, or ";
                throw BadInput.must("zero-sum noise", "have at least 2 receivers", receivers + " at node " + node)
                        .cure(cure + "give the node more neighbours");
            }
        }
    }

    @Override
    public Sharer forNode(int node) {
        NumpyRandom stream = new NoiseSeed(seed).forNode(node);
        return (own, audience) -> audience.afterTraining() ? draw(own, audience, node, stream) : Shares.same(own);
    }

    private Shares draw(ParameterVector own, Audience audience, int node, NumpyRandom stream) {
        List<Double> weights = weights(audience);
        int receivers = weights.size();
        if (receivers < LEAST_RECEIVERS) {
            throw new IllegalStateException("node " + node + " has " + receivers + " receivers of zero-sum noise");
        }
        double drawn = sigma * Math.sqrt((double) receivers / (receivers - 1));
        double[] weightedSum = new double[own.length()];
        List<GaussianVector> vectors = new ArrayList<>();
        for (double weight : weights) {
            vectors.add(GaussianVector.draw(stream, drawn, weightedSum, weight));
        }
        return new NoisyShares(own, weightedSum, vectors, weights, selfNoise);
    }

    private List<Double> weights(Audience audience) {
        DoubleStream neighbours = audience.receivers().stream().mapToDouble(Audience.Receiver::weight);
        DoubleStream self = selfNoise ? DoubleStream.of(audience.selfWeight()) : DoubleStream.empty();
        Stream<Double> mixing = DoubleStream.concat(neighbours, self).boxed();
        return weighting == Weighting.MIXING
                ? mixing.toList()
                : mixing.map(weight -> 1.0).toList();
    }

    /// Holds the model and Σⱼ w(j)·Y(j); the noise of one receiver is drawn again when it is asked for.
    private static final class NoisyShares implements Shares {
        private final ParameterVector own;
        private final double[] weightedSum;
        private final List<GaussianVector> vectors;
        private final List<Double> weights;
        private final boolean selfNoise;

        NoisyShares(
                ParameterVector own,
                double[] weightedSum,
                List<GaussianVector> vectors,
                List<Double> weights,
                boolean selfNoise) {
            this.own = own;
            this.weightedSum = weightedSum;
            this.vectors = vectors;
            this.weights = weights;
            this.selfNoise = selfNoise;
        }

        @Override
        public ParameterVector kept() {
            return selfNoise ? sent(vectors.size() - 1) : own;
        }

        @Override
        public ParameterVector sent(int position) {
            double share = 1 / (vectors.size() * weights.get(position));
            double[] noise = new double[weightedSum.length];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = -share * weightedSum[i];
            }
            vectors.get(position).addTo(noise, 1);
            return own.plus(noise);
        }
    }
}
