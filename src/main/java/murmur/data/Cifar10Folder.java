package murmur.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import murmur.BadInput;

/// Batch files side by side in a folder.
record Cifar10Folder(Path folder, Cifar10Layout layout) implements Cifar10Files {

    /// One batch file is enough, or the folder's name: what is missing is then complained about by name.
    static boolean holdsSomeOf(Path folder, Cifar10Layout layout) {
        boolean named = folder.endsWith(layout.folder()) && Files.isDirectory(folder);
        return named
                || Stream.concat(Cifar10.TRAIN_BATCHES.stream(), Stream.of(Cifar10.TEST_BATCH))
                        .anyMatch(batch -> Files.isRegularFile(folder.resolve(layout.fileName(batch))));
    }

    @Override
    public String place(String batch) {
        return folder.resolve(layout.fileName(batch)).toString();
    }

    @Override
    public byte[] read(String batch) {
        Path file = folder.resolve(layout.fileName(batch));
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file + ": this batch file is missing").cure(Cifar10Layout.FETCH);
        }
        try {
            long length = Files.size(file);
            BadInput.unless(length <= MAX_BATCH_BYTES, file + ": length", "be at most " + MAX_BATCH_BYTES, length);
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }
}
