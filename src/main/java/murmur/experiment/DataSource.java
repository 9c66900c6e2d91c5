package murmur.experiment;

import java.util.Optional;
import murmur.data.Dataset;

/// Where the samples of an experiment come from.
///
/// @param name the data set's name in the catalogue
/// @param countsLabels whether the reference counts the labels of a node's samples before it makes the model, which
///     draws one random number
/// @param outline what is known of the data before it is read, if anything
public record DataSource(String name, boolean countsLabels, Loader loader, Optional<Outline> outline) {
    public DataSource(String name, Loader loader) {
        this(name, true, loader, Optional.empty());
    }

    /// Reads the data; the test set may be left out.
    @FunctionalInterface
    public interface Loader {
        Loaded load();
    }

    /// Data in memory, one copy for all nodes.
    public record Loaded(Dataset train, Optional<Dataset> test) {}
}
