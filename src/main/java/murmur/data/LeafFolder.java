package murmur.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;

/// A folder of LEAF's JSON files, read in the order of their names, which is that of Unicode code points as in Python;
/// the reference takes test files as the file system lists them, which differs from machine to machine.
final class LeafFolder {
    private LeafFolder() {}

    /// Samples to learn from. Files are the owners: in the layout the reference trains on, each holds one user.
    ///
    /// @throws BadInput with file and byte of what is wrong
    static <X, Y> SampleSet train(Path folder, LeafTask<X, Y> task) {
        SampleSet.Builder samples = new SampleSet.Builder(task.kind());
        for (Path file : files(folder)) {
            int first = samples.size();
            samples.startOwner(file.getFileName().toString());
            LeafFile.Contents contents = LeafFile.read(file, task, samples);
            samples.reorder(first, asListed(contents, first));
        }
        return samples.build();
    }

    /// The samples of a file in the order in which it lists its users, which may not be that of `user_data`.
    private static int[] asListed(LeafFile.Contents contents, int first) {
        return contents.users().stream()
                .map(contents.ranges()::get)
                .flatMapToInt(range -> IntStream.range(range.first() - first, range.end() - first))
                .toArray();
    }

    /// Samples to test with. Users are the owners; no user occurs in two files.
    ///
    /// @throws BadInput with file and byte of what is wrong
    static <X, Y> SampleSet test(Path folder, LeafTask<X, Y> task) {
        SampleSet.Builder samples = new SampleSet.Builder(task.kind());
        Map<String, Path> seen = new HashMap<>();
        for (Path file : files(folder)) {
            samples.startOwner(file.getFileName().toString());
            for (String user : LeafFile.read(file, task, samples).users()) {
                Path before = seen.put(user, file);
                BadInput.unless(before == null, file + ": user " + user, "stand in one file", "in " + before + ", too");
            }
        }
        return samples.build();
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .forEach(files::add);
        } catch (IOException failure) {
            throw new BadInput(folder + ": cannot be read as a folder: " + failure.getMessage(), failure);
        }
        if (files.isEmpty()) {
            throw BadInput.must(folder.toString(), "hold files *.json in LEAF's layout", "without any")
                    .cure("give the folder with the JSON files themselves");
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString(), LeafFolder::byCodePoints));
        return files;
    }

    /// Java compares UTF-16 units, Python code points: they differ beyond U+FFFF.
    private static int byCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
