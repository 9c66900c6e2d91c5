package murmur.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.NumpyRandom;
import murmur.random.Seed;

/// Every part is a random choice of `perPart` different samples from the whole data set, whatever the other parts hold:
/// parts share samples, so that there may be more of them than samples. No partition in the strict sense.
public record SharedSamples(int perPart, long seed) implements Partition {
    public SharedSamples {
        BadInput.unless(perPart >= 1, "samples_per_node", "be at least 1", perPart);
    }

    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        int size = dataset.size();
        BadInput.unless(
                perPart <= size, "samples_per_node", "be at most the samples of the data set, " + size, perPart);
        return IntStream.range(0, parts)
                .mapToObj(part -> choice(
                        size, new Seed(seed).derive("shared samples", part).generator()))
                .toList();
    }

    /// The beginning of a random order of all samples. Only what was exchanged is written down, so that it costs no
    /// more
    /// than it is long.
    private int[] choice(int size, NumpyRandom random) {
        Map<Integer, Integer> exchanged = new HashMap<>();
        int[] choice = new int[perPart];
        for (int k = 0; k < perPart; k++) {
            int other = k + random.nextInt(size - k);
            choice[k] = exchanged.getOrDefault(other, other);
            exchanged.put(other, exchanged.getOrDefault(k, k));
        }
        return choice;
    }
}
