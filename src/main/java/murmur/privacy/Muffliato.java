package murmur.privacy;

import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.NormalStream;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;

/// Muffliato (Cyffers et al., 2022): after training a node adds N(0, σ²) to its model, keeps the noisy model
/// and sends it to all neighbours; the mixing steps that follow average the noise away.
public record Muffliato(double sigma, NoiseSource source) implements Sharing {
    public Muffliato {
        BadInput.unless(sigma >= 0 && Double.isFinite(sigma), "noise_std", "be at least 0", sigma);
    }

    /// Noise of the reference's generator.
    public Muffliato(double sigma, long seed) {
        this(sigma, NoiseSource.numpy(seed));
    }

    @Override
    public boolean noisy() {
        return sigma > 0;
    }

    @Override
    public Sharer forNode(int node, long room) {
        NormalStream stream = source.forNode(node);
        return new Drawing(stream, (own, audience) -> share(own, audience, stream));
    }

    private Shares share(ParameterVector own, Audience audience, NormalStream stream) {
        if (!audience.afterTraining()) {
            return Shares.same(own);
        }
        return Shares.same(own.plus((piece, from, length) -> stream.fillNormal(piece, 0, length, sigma)));
    }
}
