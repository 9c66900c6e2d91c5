package murmur.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Consecutive slices in file order, without any shuffling (`partition_niid = simple`).
public record Consecutive(Fractions sizes) implements Partition {
    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        return slices(IntStream.range(0, dataset.size()).toArray(), sizes, parts);
    }

    /// Cuts `order` from its start into slices of the given sizes.
    static List<int[]> slices(int[] order, Fractions sizes, int parts) {
        List<int[]> slices = new ArrayList<>(parts);
        int start = 0;
        for (int count : sizes.counts(order.length, parts)) {
            slices.add(Arrays.copyOfRange(order, start, start + count));
            start += count;
        }
        return slices;
    }
}
