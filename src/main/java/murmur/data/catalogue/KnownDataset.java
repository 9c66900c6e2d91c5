package murmur.data.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// A data set that the program can read and knows the origin of.
///
/// @param name as commands take it
/// @param datasetClass `[DATASET] dataset_class`
/// @param folder where it belongs, below the folder of all data sets
/// @param forms what `folder` holds: all of the first list, or of the second, …; the first one is what fetching makes
/// @param reader reads all of it from `folder`, and throws [murmur.BadInput] if something is wrong
public record KnownDataset(
        String name,
        String datasetClass,
        About about,
        String folder,
        List<List<Expected>> forms,
        Supply supply,
        Consumer<Path> reader) {
    /// @param page where its publisher describes it
    public record About(String title, String licence, URI page) {}

    /// What is there below `datasets`, of the form that is most complete.
    ///
    /// @param thoroughly whether to compare checksums
    public Inventory look(Path datasets, boolean thoroughly) {
        return lookIn(datasets.resolve(folder), thoroughly);
    }

    Inventory lookIn(Path place, boolean thoroughly) {
        return forms.stream()
                .map(form -> new Inventory(
                        place,
                        form.stream().map(each -> each.look(place, thoroughly)).toList()))
                .min(Comparator.comparing(Inventory::empty).thenComparingInt(each -> each.empty() ? 0 : each.lacking()))
                .orElseGet(() -> new Inventory(place, List.of()));
    }
}
