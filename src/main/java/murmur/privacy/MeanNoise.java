package murmur.privacy;

import java.util.Arrays;
import murmur.math.ParameterVector;
import murmur.sharing.Audience;
import murmur.sharing.Shares;

/// The noise that one mixing step leaves in the mean of all models: (1/N) Σᵢ (Σⱼ w(j, i)·ξ(i, j) + w(i, i)·ξ(i,
/// i)) with ξ(i, j) what node i added to the model it sent to j, ξ(i, i) what it added to the one it kept, and
/// w(j, i) the weight j gives to it. Zero if noises cancel.
///
/// Nodes come from several threads in any order, and only the sum is held. It is counted in whole multiples of a small
/// unit, for these add up to the same whatever the order.
public final class MeanNoise {
    /// 1.5 · 10⁻¹¹, far below the rounding of float32 models.
    private static final double UNIT = 0x1p-36;

    private final int nodes;
    private final double limit;
    private long[] sum = {};
    private boolean tooLarge;

    public MeanNoise(int nodes) {
        this.nodes = nodes;
        // So that no sum of all nodes wraps round.
        limit = 0x1p62 / nodes;
    }

    /// Counts one node in.
    ///
    /// @param own its model before the step
    public void add(ParameterVector own, Audience audience, Shares shares) {
        double[] noise = new double[own.length()];
        for (int position = 0; position < audience.receivers().size(); position++) {
            Audience.Receiver receiver = audience.receivers().get(position);
            if (receiver.present()) {
                addDifference(noise, receiver.weight(), shares.sent(position), own);
            }
        }
        addDifference(noise, audience.selfWeight(), shares.kept(), own);
        count(noise);
    }

    private static void addDifference(double[] noise, double weight, ParameterVector noisy, ParameterVector own) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] += weight * ((double) noisy.at(i) - own.at(i));
        }
    }

    private synchronized void count(double[] noise) {
        sum = sum.length == 0 ? new long[noise.length] : sum;
        for (int i = 0; i < noise.length; i++) {
            double units = noise[i] / UNIT;
            boolean countable = Math.abs(units) <= limit;
            tooLarge |= !countable;
            sum[i] += countable ? Math.round(units) : 0;
        }
    }

    /// The root of the mean square over all coordinates, to be compared with the standard deviation of the noise; not a
    /// number when some noise was not finite or beyond all measure.
    public synchronized double rootMeanSquare() {
        if (tooLarge) {
            return Double.NaN;
        }
        double squares = Arrays.stream(sum)
                .mapToDouble(units -> units * UNIT / nodes)
                .map(mean -> mean * mean)
                .sum();
        return sum.length == 0 ? 0 : Math.sqrt(squares / sum.length);
    }
}
