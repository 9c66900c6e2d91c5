package murmur.privacy;

import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;

/// Muffliato (Cyffers et al., 2022): after training a node adds N(0, σ²) to its model, keeps the noisy model
/// and sends it to all neighbours; the mixing steps that follow average the noise away.
public record Muffliato(double sigma, long seed) implements Sharing {
    public Muffliato {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
        BadInput.unless(seed >= 0, "sharing_seed", "be at least 0", seed);
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public Sharer forNode(int node) {
        NumpyRandom stream = new NoiseSeed(seed).forNode(node);
        return new Drawing(stream, (own, audience) -> share(own, audience, stream));
    }

    private Shares share(ParameterVector own, Audience audience, NumpyRandom stream) {
        if (!audience.afterTraining()) {
            return Shares.same(own);
        }
        double[] noise = new double[own.length()];
        GaussianVector.draw(stream, sigma, noise, 1);
        return Shares.same(own.plus(noise));
    }
}
