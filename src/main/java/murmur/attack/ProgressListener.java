package murmur.attack;

/// Hears how far attacks are. For several threads at a time.
@FunctionalInterface
public interface ProgressListener {
    /// For those who do not want to know.
    ProgressListener UNHEARD = (work, done, all) -> {};

    /// @param work what is counted, in the plural
    void reached(String work, int done, int all);
}
