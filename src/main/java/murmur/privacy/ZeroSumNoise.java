package murmur.privacy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Links;

/// Zip-DL: after training a node sends every neighbour a differently noisy model, and the noises cancel in the
/// mean of the network.
///
/// With k receivers (the node itself among them if `selfNoise`) and Y(j) ~ N(0, σ²·k/(k−1)) drawn in the order
/// of the neighbours, receiver v gets the noise Z(v) = Y(v) − (1/(k·w(v)))·Σⱼ w(j)·Y(j). Weights w are all
/// equal (`Weighting.UNIFORM`, the reference: each Z(v) then has standard deviation σ, and they sum to zero),
/// or they are those by which the receivers will multiply (`Weighting.MIXING`: Σ w(v)·Z(v) = 0, so the noise
/// cancels on irregular graphs too).
///
/// Noise sent to nobody cannot cancel. When neighbours are absent, the noise is drawn over all neighbours
/// nevertheless (`Absent.IGNORE`, the reference: some of it is left over), or over those that are there and
/// under their mixing weights (`Absent.REDRAW`: it cancels). A single receiver's noise could cancel only by
/// being zero, so a node with no other receiver than one neighbour draws over all neighbours in either case:
/// noise is left over, but nobody gets the bare model.
///
/// Every number is drawn once for the sum and again for the model it is part of, when that is asked for; or only once
/// where a node has room for its noise.
public record ZeroSumNoise(double sigma, boolean selfNoise, Weighting weighting, Absent absent, NoiseSource source)
        implements Sharing {
    /// The node itself among the positions of an audience.
    private static final int SELF = -1;

    private static final int LEAST_RECEIVERS = 2;

    public ZeroSumNoise {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
    }

    /// Noise of the reference's generator, drawn over all neighbours, present or not.
    public ZeroSumNoise(double sigma, boolean selfNoise, Weighting weighting, long seed) {
        this(sigma, selfNoise, weighting, Absent.IGNORE, NoiseSource.numpy(seed));
    }

    /// What neighbours that are not there change.
    public enum Absent {
        IGNORE,
        REDRAW
    }

    /// Which weights the noise cancels under.
    public enum Weighting {
        UNIFORM,
        MIXING
    }

    /// Noise for one receiver alone sums to zero only when there is none.
    @Override
    public void validate(Links links) {
        for (int node = 0; node < links.nodes(); node++) {
            int receivers = links.receiverCount(node) + (selfNoise ? 1 : 0);
            if (receivers < LEAST_RECEIVERS) {
                String cure = selfNoise ? "" : "set self_noise = True, which makes the node one itself, or ";
                throw BadInput.must("zero-sum noise", "have at least 2 receivers", receivers + " at node " + node)
                        .cure(cure + "give the node more neighbours");
            }
        }
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public Sharer forNode(int node, long room) {
        NormalStream stream = source.forNode(node);
        return new Drawing(
                stream,
                (own, audience) ->
                        audience.afterTraining() ? draw(own, audience, node, stream, room) : Shares.same(own));
    }

    private Shares draw(ParameterVector own, Audience audience, int node, NormalStream stream, long room) {
        int present = audience.present();
        boolean someAbsent = present < audience.receivers().size();
        if (absent == Absent.REDRAW && someAbsent && present == 0) {
            return Shares.same(own);
        }
        boolean redrawn = absent == Absent.REDRAW && someAbsent && present + (selfNoise ? 1 : 0) >= LEAST_RECEIVERS;
        SequencedMap<Integer, Double> weights = weights(audience, redrawn);
        int receivers = weights.size();
        if (receivers < LEAST_RECEIVERS) {
            throw new IllegalStateException("node " + node + " has " + receivers + " receivers of zero-sum noise");
        }
        double drawn = sigma * Math.sqrt((double) receivers / (receivers - 1));
        double[] weightedSum = new double[own.length()];
        boolean held = neededRoom(receivers, own) <= room;
        Map<Integer, Noise> noises = new HashMap<>();
        weights.forEach((position, weight) ->
                noises.put(position, new Noise(GaussianVector.draw(stream, drawn, weightedSum, weight, held), weight)));
        Shares shares = new NoisyShares(own, weightedSum, noises, selfNoise);
        return held ? Shares.made(shares, IntStream.of(audience.presentPositions())) : shares;
    }

    /// Bytes for the models of all receivers until they are received. Their noise, in float64, is held only while these
    /// are made, which few nodes do at a time.
    private static long neededRoom(int receivers, ParameterVector own) {
        return receivers * own.sizeBytes();
    }

    /// The weights noise is to cancel under, by position in the audience, in the order of drawing.
    private SequencedMap<Integer, Double> weights(Audience audience, boolean redrawn) {
        boolean equal = weighting == Weighting.UNIFORM && !redrawn;
        SequencedMap<Integer, Double> weights = new LinkedHashMap<>();
        for (int position = 0; position < audience.receivers().size(); position++) {
            Audience.Receiver receiver = audience.receivers().get(position);
            if (receiver.present() || !redrawn) {
                weights.put(position, equal ? 1.0 : receiver.weight());
            }
        }
        if (selfNoise) {
            weights.put(SELF, equal ? 1.0 : audience.selfWeight());
        }
        return weights;
    }

    private record Noise(GaussianVector vector, double weight) {}

    /// Holds the model and Σⱼ w(j)·Y(j); the noise of one receiver is drawn again when it is asked for.
    private static final class NoisyShares implements Shares {
        private final ParameterVector own;
        private final double[] weightedSum;
        private final Map<Integer, Noise> noises;
        private final boolean selfNoise;

        NoisyShares(ParameterVector own, double[] weightedSum, Map<Integer, Noise> noises, boolean selfNoise) {
            this.own = own;
            this.weightedSum = weightedSum;
            this.noises = noises;
            this.selfNoise = selfNoise;
        }

        @Override
        public ParameterVector kept() {
            return selfNoise ? sent(SELF) : own;
        }

        @Override
        public ParameterVector sent(int position) {
            Noise its = noises.get(position);
            if (its == null) {
                throw new IllegalStateException("no noise was drawn for the receiver at position " + position);
            }
            double share = 1 / (noises.size() * its.weight());
            ParameterVector.Noise drawn = its.vector().values();
            return own.plus((piece, from, length) -> {
                drawn.fill(piece, from, length);
                for (int i = 0; i < length; i++) {
                    piece[i] -= share * weightedSum[from + i];
                }
            });
        }
    }
}
