package murmur.data;

/// Samples that belong to somebody: the ratings of users, the letters of writers.
public interface OwnedDataset extends Dataset {
    /// The number of owners, which are numbered from 0.
    int owners();

    /// Whose sample `index` is.
    int owner(int index);
}
