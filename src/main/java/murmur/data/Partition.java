package murmur.data;

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
}
