package murmur.privacy;

import murmur.random.NumpyRandom;

/// The reference's noise streams: NumPy's default generator seeded with `sharing_seed`·1000 + uid.
record NoiseSeed(long value) {
    private static final int NODES_PER_SEED = 1000;

    NumpyRandom forNode(int node) {
        return new NumpyRandom(Math.addExact(Math.multiplyExact(value, NODES_PER_SEED), node));
    }
}
