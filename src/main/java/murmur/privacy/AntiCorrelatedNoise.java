package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import org.jspecify.annotations.Nullable;

/// Noise correlated in time: iteration t adds ξₜ − ξₜ₋₁ with ξₜ ~ N(0, σ²) (ξ₀ alone the first time), so that what one
/// iteration added the next one takes away. The node keeps the noisy model and sends it to all neighbours.
public record AntiCorrelatedNoise(double sigma, NoiseSource source) implements Sharing {
    public AntiCorrelatedNoise {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
    }

    /// Noise of the reference's generator.
    public AntiCorrelatedNoise(double sigma, long seed) {
        this(sigma, NoiseSource.numpy(seed));
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public Sharer forNode(int node, long room) {
        return new Memory(sigma, source.forNode(node));
    }

    private static final class Memory implements Sharer {
        private final double sigma;
        private final NormalStream stream;
        private @Nullable GaussianVector previous;

        Memory(double sigma, NormalStream stream) {
            this.sigma = sigma;
            this.stream = stream;
        }

        @Override
        public Shares share(ParameterVector own, Audience audience) {
            if (!audience.afterTraining()) {
                return Shares.same(own);
            }
            GaussianVector drawn = new GaussianVector(stream.copy(), sigma);
            ParameterVector noisy = own.plus(difference(previous));
            previous = drawn;
            stream.release();
            return Shares.same(noisy);
        }

        /// ξₜ − ξₜ₋₁, ξₜ being what the stream holds next.
        private ParameterVector.Noise difference(@Nullable GaussianVector before) {
            ParameterVector.Noise now = (piece, from, length) -> stream.fillNormal(piece, 0, length, sigma);
            if (before == null) {
                return now;
            }
            ParameterVector.Noise then = before.values();
            double[] taken = new double[ParameterVector.PIECE];
            return (piece, from, length) -> {
                now.fill(piece, from, length);
                then.fill(taken, from, length);
                for (int i = 0; i < length; i++) {
                    piece[i] -= taken[i];
                }
            };
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            stream.writeTo(out);
            out.writeBoolean(previous != null);
            if (previous != null) {
                previous.writeTo(out);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            stream.readFrom(in);
            previous = in.readBoolean() ? GaussianVector.readFrom(in, stream.copy()) : null;
        }
    }
}
