package murmur.data;

import java.util.List;
import java.util.stream.IntStream;
import murmur.random.PythonRandom;

/// A uniformly random order, cut into slices: every node sees the same distribution (`partition_niid = iid`).
public record Iid(long seed, Fractions sizes) implements Partition {
    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        int[] order = IntStream.range(0, dataset.size()).toArray();
        new PythonRandom(seed).shuffle(order);
        return Consecutive.slices(order, sizes, parts);
    }
}
