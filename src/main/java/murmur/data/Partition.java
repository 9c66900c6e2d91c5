package murmur.data;

import java.util.Collections;
import java.util.List;

/// How the samples of a data set are divided among nodes: a function of the data set and the record's own fields.
public interface Partition {
    /// The indices of every part, in the order in which the node holds them. No index occurs twice, but for
    /// [SharedSamples].
    ///
    /// @throws murmur.BadInput if the data set cannot be divided so
    List<int[]> split(Dataset dataset, int parts);

    /// The same division, as views of `dataset`.
    default List<Shard> shards(Dataset dataset, int parts) {
        return split(dataset, parts).stream()
                .map(indices -> new Shard(dataset, indices))
                .toList();
    }

    /// What each part is tested on: the whole test set, where a partition does not divide that, too.
    ///
    /// @throws murmur.BadInput if the data set cannot be divided so
    default List<? extends Dataset> testSets(Dataset test, int parts) {
        return Collections.nCopies(parts, test);
    }
}
