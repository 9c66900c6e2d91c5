package murmur.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;

/// Part i gets the samples of owner i; further owners are left out. For data that were divided before.
public record OwnerPerPart() implements Partition {
    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        OwnedDataset owned = ByOwner.owned(dataset);
        if (owned.owners() < parts) {
            throw BadInput.must("nodes", "number at most as many as the parts of the data, " + owned.owners(), parts)
                    .cure("divide the data for as many nodes");
        }
        List<int[]> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int owner = part;
            split.add(IntStream.range(0, owned.size())
                    .filter(index -> owned.owner(index) == owner)
                    .toArray());
        }
        return split;
    }
}
