package murmur.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;

/// Consecutive owners per part, ⌊owners / parts⌋ of them, and one more in the first parts where that leaves some over.
/// Samples keep their order.
///
/// @param dividesTests whether the test set is divided in the same way, so that a node is tested on what its own owners
///     did
public record ByOwner(boolean dividesTests) implements Partition {
    /// Of training and test samples.
    public ByOwner() {
        this(true);
    }

    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        OwnedDataset owned = owned(dataset);
        BadInput.unless(
                owned.owners() >= parts,
                "nodes",
                "number at most " + owned.owners() + ", one for each owner of data",
                parts);
        List<IntStream.Builder> builders =
                IntStream.range(0, parts).mapToObj(part -> IntStream.builder()).toList();
        for (int index = 0; index < owned.size(); index++) {
            builders.get(part(owned.owner(index), owned.owners(), parts)).add(index);
        }
        List<int[]> split = new ArrayList<>();
        for (IntStream.Builder builder : builders) {
            int[] indices = builder.build().toArray();
            BadInput.unless(indices.length > 0, "node " + split.size(), "hold samples for training and for test", 0);
            split.add(indices);
        }
        return split;
    }

    @Override
    public List<? extends Dataset> testSets(Dataset test, int parts) {
        return dividesTests ? shards(test, parts) : Partition.super.testSets(test, parts);
    }

    static OwnedDataset owned(Dataset dataset) {
        if (dataset instanceof OwnedDataset owned) {
            return owned;
        }
        throw new BadInput("the data set must say whose its samples are to be divided by owner")
                .cure("choose another partition_niid");
    }

    private static int part(int owner, int owners, int parts) {
        int fewer = owners / parts;
        int larger = owners % parts;
        int inLarger = larger * (fewer + 1);
        return owner < inLarger ? owner / (fewer + 1) : larger + (owner - inLarger) / fewer;
    }
}
