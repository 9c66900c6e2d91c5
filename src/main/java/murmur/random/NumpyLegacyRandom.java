package murmur.random;

import java.util.Arrays;
import murmur.BadInput;

/// NumPy's `RandomState(seed)`, its generator before version 1.17, exact to the bit: MT19937 seeded by the linear
/// recurrence. pandas samples rows with it. Not safe for use by several threads.
public final class NumpyLegacyRandom {
    private static final long LARGEST_SEED = 0xffffffffL;

    private final MersenneTwister twister;

    /// @param seed of 32 bits, as in NumPy
    public NumpyLegacyRandom(long seed) {
        BadInput.unless(
                seed >= 0 && seed <= LARGEST_SEED,
                "the seed of NumPy's legacy generator",
                "be between 0 and " + LARGEST_SEED,
                seed);
        twister = MersenneTwister.seeded((int) seed);
    }

    /// `permutation(n)`: a backward shuffle of 0 … n − 1.
    public int[] permutation(int n) {
        int[] items = new int[n];
        Arrays.setAll(items, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = atMost(i);
            int item = items[i];
            items[i] = items[j];
            items[j] = item;
        }
        return items;
    }

    /// As many low bits of a draw as `largest` has, drawn again until they are not above it.
    private int atMost(int largest) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
        int drawn = twister.next32() & mask;
        while (drawn > largest) {
            drawn = twister.next32() & mask;
        }
        return drawn;
    }
}
