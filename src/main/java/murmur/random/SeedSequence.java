package murmur.random;

/// How NumPy spreads a seed over the 256 bits that start a PCG64 generator (O'Neill's `seed_seq`, 2015).
final class SeedSequence {
    private static final int POOL = 4;
    private static final int HASH_START = 0x43b0d7e5;
    private static final int HASH_FACTOR = 0x931e8875;
    private static final int OUTPUT_START = 0x8b51f9dd;
    private static final int OUTPUT_FACTOR = 0x58f38ded;

    private final int[] pool = new int[POOL];
    private int hash = HASH_START;

    /// The seed's 64 bits are read as a number that is not negative. With at most two words of entropy, both fit the
    /// pool; a missing second word counts as zero.
    SeedSequence(long seed) {
        int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
        for (int i = 0; i < POOL; i++) {
            pool[i] = hashed(entropy[i]);
        }
        for (int source = 0; source < POOL; source++) {
            for (int target = 0; target < POOL; target++) {
                if (source != target) {
                    pool[target] = mixed(pool[target], hashed(pool[source]));
                }
            }
        }
    }

    private int hashed(int word) {
        int value = word ^ hash;
        hash *= HASH_FACTOR;
        value *= hash;
        return value ^ (value >>> 16);
    }

    private static int mixed(int a, int b) {
        int value = 0xca01f9dd * a - 0x4973f715 * b;
        return value ^ (value >>> 16);
    }

    /// The first `count` 64-bit words of output.
    long[] words(int count) {
        int factor = OUTPUT_START;
        long[] words = new long[count];
        for (int i = 0; i < 2 * count; i++) {
            int value = pool[i % POOL] ^ factor;
            factor *= OUTPUT_FACTOR;
            value *= factor;
            value ^= value >>> 16;
            words[i / 2] |= (value & 0xffffffffL) << (32 * (i % 2));
        }
        return words;
    }
}
