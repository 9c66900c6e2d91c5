package murmur.random;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import murmur.BadInput;

/// Python's `random.Random(seed)`, exact to the bit: MT19937 and CPython's ways of drawing from it.
///
/// Partitions and dynamic graphs of decentralizepy are made with it. Not safe for use by several threads.
public final class PythonRandom {
    private final MersenneTwister twister;

    /// As in Python, a seed and its negative give the same numbers.
    public PythonRandom(long seed) {
        long magnitude = Math.abs(seed);
        int low = (int) magnitude;
        int high = (int) (magnitude >>> 32);
        twister = high == 0 ? MersenneTwister.keyed(low) : MersenneTwister.keyed(low, high);
    }

    /// A whole number from `lowest` to `highest`, both included.
    public int randint(int lowest, int highest) {
        BadInput.unless(lowest <= highest, "highest", "be at least lowest = " + lowest, highest);
        return lowest + below(Math.addExact(Math.subtractExact(highest, lowest), 1));
    }

    /// A whole number from 0 to `bound` − 1: as many bits as `bound` has, drawn again until they are below it.
    public int below(int bound) {
        BadInput.unless(bound > 0, "bound", "be positive", bound);
        int unused = Integer.numberOfLeadingZeros(bound);
        int drawn = twister.next32() >>> unused;
        while (drawn >= bound) {
            drawn = twister.next32() >>> unused;
        }
        return drawn;
    }

    /// Uniform in [0, 1) with 53 bits.
    public double random() {
        int high = twister.next32() >>> 5;
        int low = twister.next32() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    public void shuffle(int[] items) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int item = items[i];
            items[i] = items[j];
            items[j] = item;
        }
    }

    public <T> void shuffle(List<T> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            items.set(j, items.set(i, items.get(j)));
        }
    }

    /// `count` different numbers of 0 … `population` − 1 in the order Python's `sample` gives the elements of a list.
    public int[] sample(int population, int count) {
        BadInput.unless(0 <= count && count <= population, "sample size", "be in 0…" + population, count);
        return population <= largestPool(count) ? sampleFromPool(population, count) : sampleBySet(population, count);
    }

    /// CPython keeps a pool of all that is left to draw as long as this is cheaper than a set of what was drawn.
    private static long largestPool(int count) {
        if (count <= 5) {
            return 21;
        }
        long table = 1;
        while (table < 3L * count) {
            table *= 4;
        }
        return 21 + table;
    }

    private int[] sampleFromPool(int population, int count) {
        int[] pool = new int[population];
        Arrays.setAll(pool, i -> i);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int left = population - i;
            int j = below(left);
            drawn[i] = pool[j];
            pool[j] = pool[left - 1];
        }
        return drawn;
    }

    private int[] sampleBySet(int population, int count) {
        Set<Integer> seen = HashSet.newHashSet(count);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(population);
            while (!seen.add(j)) {
                j = below(population);
            }
            drawn[i] = j;
        }
        return drawn;
    }
}
