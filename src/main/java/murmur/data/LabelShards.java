package murmur.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.PythonRandom;

/// Each node gets a few runs of samples sorted by class, so it sees few classes (`partition_niid = kshard`; McMahan et
/// al., 2017, section 3, with runs that start anywhere).
///
/// @param shards runs per node
public record LabelShards(int shards, long seed, Fractions sizes) implements Partition {
    public LabelShards {
        BadInput.unless(shards >= 1, "shards", "be at least 1", shards);
    }

    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        int[] byClass = DirichletLabels.positionsByClass(dataset).stream()
                .flatMapToInt(Arrays::stream)
                .toArray();
        return split(byClass.length, parts).stream()
                .map(positions -> Arrays.stream(positions)
                        .map(position -> byClass[position])
                        .toArray())
                .toList();
    }

    /// The division of the positions 0 … `items` − 1 of samples already sorted by class.
    public List<int[]> split(int items, int parts) {
        int[] counts = sizes.counts(items, parts);
        PythonRandom random = new PythonRandom(seed);
        Pool pool = new Pool(items);
        List<int[]> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int length = counts[part] / shards;
            if (length == 0) {
                throw BadInput.must("shards", "number at most as many as the node's samples, " + counts[part], shards)
                        .at("node " + part)
                        .cure("use fewer shards, fewer nodes or more data");
            }
            int[] taken = new int[length * shards];
            for (int shard = 0; shard < shards; shard++) {
                pool.take(random.randint(0, pool.size - 1), length, taken, shard * length);
            }
            split.add(taken);
        }
        return split;
    }

    /// What is not yet given away, in order.
    private static final class Pool {
        private final int[] items;
        private int size;

        Pool(int size) {
            this.items = IntStream.range(0, size).toArray();
            this.size = size;
        }

        /// Moves `length` items from position `start` on, going on at the beginning after the end, to `target`.
        void take(int start, int length, int[] target, int offset) {
            int beforeEnd = Math.min(length, size - start);
            int wrapped = length - beforeEnd;
            System.arraycopy(items, start, target, offset, beforeEnd);
            System.arraycopy(items, 0, target, offset + beforeEnd, wrapped);
            int rest = size - start - beforeEnd;
            System.arraycopy(items, start + beforeEnd, items, start, rest);
            System.arraycopy(items, wrapped, items, 0, start + rest - wrapped);
            size -= length;
        }
    }
}
