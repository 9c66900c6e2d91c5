package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFoldersTest {
    @TempDir
    private Path folder;

    @Test
    void theFirstFolderThatHasADataSetCounts() throws IOException {
        Path beside = Files.createDirectories(folder.resolve("beside"));
        Path fetched = folder.resolve("fetched");
        Files.createDirectories(fetched.resolve("CIFAR"));
        DatasetFolders folders = new DatasetFolders(List.of(beside, fetched));

        assertThat(folders.find("CIFAR")).isEqualTo(fetched.resolve("CIFAR"));
        assertThat(folders.find("/datasets/CIFAR")).isEqualTo(fetched.resolve("CIFAR"));
        Files.createDirectories(beside.resolve("CIFAR"));
        assertThat(folders.find("/datasets/CIFAR")).isEqualTo(beside.resolve("CIFAR"));
    }

    @Test
    void whatIsNowhereIsLookedForInTheFirstFolder() {
        DatasetFolders folders = new DatasetFolders(List.of(folder.resolve("a"), folder.resolve("b")));

        assertThat(folders.find("X")).isEqualTo(folder.resolve("a/X"));
        assertThat(folders.find(folder.toString())).isEqualTo(folder);
    }

    @Test
    void aFetchedDataSetIsFoundWithoutAFolder() throws IOException {
        DatasetFolders folders = new DatasetFolders(List.of(folder));
        assertThat(folders.fetched("MovieLens")).isEmpty();
        Path edition = Files.createDirectories(folder.resolve("MovieLens/ml-latest-small"));
        Files.writeString(edition.resolve("ratings.csv"), "");

        assertThat(folders.fetched("MovieLens")).contains(folder.resolve("MovieLens"));
        assertThat(folders.fetched("Csv")).isEmpty();
    }
}
