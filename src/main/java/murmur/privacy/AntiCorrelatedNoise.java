package murmur.privacy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import org.jspecify.annotations.Nullable;

/// Noise correlated in time: iteration t adds ξₜ − ξₜ₋₁ with ξₜ ~ N(0, σ²) (ξ₀ alone the first time), so that what one
/// iteration added the next one takes away. The node keeps the noisy model and sends it to all neighbours.
public record AntiCorrelatedNoise(double sigma, long seed) implements Sharing {
    public AntiCorrelatedNoise {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
        BadInput.unless(seed >= 0, "sharing_seed", "be at least 0", seed);
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public Sharer forNode(int node) {
        return new Memory(sigma, new NoiseSeed(seed).forNode(node));
    }

    private static final class Memory implements Sharer {
        private final double sigma;
        private final NumpyRandom stream;
        private @Nullable GaussianVector previous;

        Memory(double sigma, NumpyRandom stream) {
            this.sigma = sigma;
            this.stream = stream;
        }

        @Override
        public Shares share(ParameterVector own, Audience audience) {
            if (!audience.afterTraining()) {
                return Shares.same(own);
            }
            double[] noise = new double[own.length()];
            GaussianVector drawn = GaussianVector.draw(stream, sigma, noise, 1);
            if (previous != null) {
                previous.addTo(noise, -1);
            }
            previous = drawn;
            return Shares.same(own.plus(noise));
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
            previous = in.readBoolean() ? GaussianVector.readFrom(in) : null;
        }
    }
}
