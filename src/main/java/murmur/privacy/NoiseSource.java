package murmur.privacy;

import murmur.BadInput;
import murmur.random.NormalStream;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.random.ThreefryNormals;

/// Where noise is drawn from: a stream of normal numbers for each node.
///
/// @param seed `sharing_seed`
public record NoiseSource(long seed, Generator generator) {
    private static final int NODES_PER_SEED = 1000;

    public NoiseSource {
        BadInput.unless(seed >= 0, "sharing_seed", "be at least 0", seed);
    }

    /// What numbers are drawn with.
    public enum Generator {
        /// The reference's: NumPy's default generator seeded with seed·1000 + node, to the bit.
        NUMPY {
            @Override
            NormalStream forNode(long seed, int node) {
                return new NumpyRandom(Math.addExact(Math.multiplyExact(seed, NODES_PER_SEED), node));
            }
        },
        /// Other numbers of the same law, in less time.
        THREEFRY {
            @Override
            NormalStream forNode(long seed, int node) {
                return new ThreefryNormals(new Seed(seed).derive("noise", node));
            }
        };

        abstract NormalStream forNode(long seed, int node);
    }

    /// The reference's generator.
    public static NoiseSource numpy(long seed) {
        return new NoiseSource(seed, Generator.NUMPY);
    }

    /// A fresh stream at its beginning.
    public NormalStream forNode(int node) {
        return generator.forNode(seed, node);
    }
}
