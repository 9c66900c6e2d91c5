package murmur.experiment;

import java.util.List;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Partition;

/// A partition that remembers where it was asked for: whether it can be made shows only once the data is there, and the
/// complaint then still names the section of the file.
record PlacedPartition(Partition partition, String place) implements Partition {
    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        try {
            return partition.split(dataset, parts);
        } catch (BadInput bad) {
            throw bad.at(place);
        }
    }

    @Override
    public List<? extends Dataset> testSets(Dataset test, int parts) {
        try {
            return partition.testSets(test, parts);
        } catch (BadInput bad) {
            throw bad.at(place);
        }
    }

    @Override
    public String toString() {
        return partition.toString();
    }
}
