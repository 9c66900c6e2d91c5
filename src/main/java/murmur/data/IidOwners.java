package murmur.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.PythonRandom;

/// Owners in a uniformly random order, cut into slices: every node gets all the samples of some owners, owner after
/// owner. It is how the reference divides the files of LEAF's data sets.
public record IidOwners(long seed, Fractions sizes) implements Partition {
    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        OwnedDataset owned = ByOwner.owned(dataset);
        List<IntStream.Builder> samples = IntStream.range(0, owned.owners())
                .mapToObj(owner -> IntStream.builder())
                .toList();
        for (int index = 0; index < owned.size(); index++) {
            samples.get(owned.owner(index)).add(index);
        }
        List<int[]> byOwner =
                samples.stream().map(each -> each.build().toArray()).toList();
        if (owned.owners() < parts) {
            throw BadInput.must("nodes", "number at most as many as owners of data, " + owned.owners(), parts)
                    .cure("use fewer nodes, or more of the data set's files");
        }
        int[] order = IntStream.range(0, owned.owners()).toArray();
        new PythonRandom(seed).shuffle(order);
        List<int[]> split = new ArrayList<>();
        for (int[] owners : Consecutive.slices(order, sizes, parts)) {
            split.add(IntStream.of(owners)
                    .flatMap(owner -> IntStream.of(byOwner.get(owner)))
                    .toArray());
        }
        return split;
    }
}
