package murmur.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import murmur.BadInput;

/// The batch files of CIFAR-10, wherever they lie.
sealed interface Cifar10Files permits Cifar10Folder, Cifar10Archive {
    /// Four times the largest batch file published. Whatever is larger is something else, and must not fill the memory.
    long MAX_BATCH_BYTES = 1L << 28;

    String PLACES = "give the folder cifar-10-batches-py or cifar-10-batches-bin, the folder that holds it,"
            + " or cifar-10-python.tar.gz or cifar-10-binary.tar.gz (train_dir and test_dir);"
            + " murmur data fetch cifar10 gets them";

    Cifar10Layout layout();

    /// The name of a batch file in complaints.
    String place(String batch);

    /// The whole batch file. May be asked for once only: an archive lets go of it.
    byte[] read(String batch);

    /// Looks for the files at the places that [Cifar10] names. Of an archive only the batches `wanted` are kept.
    static Cifar10Files find(Path place, List<String> wanted) {
        if (Files.isRegularFile(place)) {
            return Cifar10Archive.open(place, wanted);
        }
        if (!Files.isDirectory(place)) {
            throw new BadInput(place + ": no such folder or file").cure(PLACES);
        }
        for (Cifar10Layout layout : Cifar10Layout.byPreference()) {
            for (Path folder : List.of(place, place.resolve(layout.folder()))) {
                if (Cifar10Folder.holdsSomeOf(folder, layout)) {
                    return new Cifar10Folder(folder, layout);
                }
            }
        }
        return Cifar10Archive.open(onlyArchive(place), wanted);
    }

    /// The archive under its published name, else the only one named after CIFAR.
    private static Path onlyArchive(Path folder) {
        for (String name : List.of("cifar-10-python.tar.gz", "cifar-10-binary.tar.gz")) {
            Path published = folder.resolve(name);
            if (Files.isRegularFile(published)) {
                return published;
            }
        }
        List<Path> named = archivesNamedAfterCifar(folder);
        if (named.size() == 1) {
            return named.getFirst();
        }
        String problem = named.isEmpty() ? "holds no CIFAR-10 batches" : "holds more than one archive: " + named;
        throw new BadInput(folder + ": " + problem).cure(PLACES);
    }

    private static List<Path> archivesNamedAfterCifar(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                        return name.contains("cifar") && name.endsWith(".tar.gz");
                    })
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new BadInput(folder + ": cannot be listed: " + failure.getMessage(), failure);
        }
    }
}
