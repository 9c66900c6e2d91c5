package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import murmur.data.LeafFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {
    private static final String RATINGS =
            "userId,movieId,rating,timestamp\n1,3,4.0,1\n1,5,2.5,2\n1,9,3.0,3\n2,3,5.0,4\n";

    @TempDir
    private Path folder;

    private Murmur data(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "data";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--datasets";
        all[words.length + 2] = folder.resolve("sets");
        return murmur(all);
    }

    private Path ratings() throws IOException {
        Path edition = Files.createDirectories(folder.resolve("mine/ml-latest-small"));
        Files.writeString(edition.resolve("ratings.csv"), RATINGS);
        return folder.resolve("mine");
    }

    @Test
    void theListNamesEveryDataSetAndHowToGetIt() {
        Murmur list = data("list");

        assertThat(list.status()).isZero();
        assertThat(list.out())
                .contains("digits", "built in", "CC BY 4.0")
                .contains("get it   murmur data fetch cifar10, 170.5 MB")
                .contains("get it   by hand: murmur data fetch celeba says how");
        JsonNode json = JsonMapper.shared().readTree(data("list", "--json").out());
        assertThat(StreamSupport.stream(json.get("datasets").spliterator(), false)
                        .map(each -> each.get("name").asString()))
                .containsExactly(
                        "celeba",
                        "cifar10",
                        "digits",
                        "fashion-mnist",
                        "femnist",
                        "movielens",
                        "reddit",
                        "shakespeare");
    }

    @Test
    void whatTheUserHasIsFetchedAndVerified() throws IOException {
        assertThat(data("fetch", "movielens", "--from", ratings()).out())
                .isEqualTo("movielens: fetched to " + folder.resolve("sets/MovieLens") + ", 0 kB\n");
        assertThat(data("fetch", "movielens").out()).startsWith("movielens: already in ");

        Murmur verified = data("verify", "movielens");
        assertThat(verified.status()).isZero();
        assertThat(verified.out())
                .contains("ratings.csv: no checksum is published")
                .endsWith("can be read\n");
    }

    @Test
    void whatIsWrongIsNamedByVerifying() throws IOException {
        data("fetch", "movielens", "--from", ratings());
        Files.writeString(
                folder.resolve("sets/MovieLens/ml-latest-small/ratings.csv"), "1,7,NaN,1\n", StandardOpenOption.APPEND);

        Murmur verified = data("verify", "movielens", "--json");

        assertThat(verified.status()).isEqualTo(2);
        assertThat(verified.err()).contains("movielens is not whole: ", "ratings.csv:6: rating must be one of");
        JsonNode json = JsonMapper.shared().readTree(verified.out());
        assertThat(json.get("whole").asBoolean()).isFalse();
        assertThat(json.get("files").get(0).get("state").asString()).isEqualTo("present");
    }

    @Test
    void aMissingDataSetIsNotWhole() {
        Murmur verified = data("verify", "cifar10");

        assertThat(verified.status()).isEqualTo(2);
        assertThat(verified.err())
                .contains(
                        "cifar-10-batches-py/data_batch_1: missing; get it with murmur data fetch cifar10",
                        "cifar10 is not whole");
    }

    @Test
    void whatHasNoAddressIsExplained() {
        Murmur fetched = data("fetch", "femnist");

        assertThat(fetched.status()).isEqualTo(2);
        assertThat(fetched.err())
                .contains(
                        "murmur: femnist cannot be fetched",
                        folder.resolve("sets/Femnist").toString())
                .contains("./preprocess.sh -s niid --sf 1.0 -k 0 -t sample");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWrongNameIsRefusedWithTheNearestOne() {
        Murmur fetched = data("fetch", "fashon-mnist");

        assertThat(fetched.status()).isEqualTo(2);
        assertThat(fetched.err()).contains("was fashon-mnist; did you mean fashion-mnist?");
    }

    @Test
    void aDivisionIsWrittenOnceAndReplacedByForceOnly() throws IOException {
        for (int writer = 0; writer < 2; writer++) {
            LeafFiles.write(
                    folder.resolve("sets/Femnist/train/" + writer + ".json"),
                    LeafFiles.writer(
                            "w" + writer, writer, IntStream.range(0, 30).toArray()));
        }
        Path target = folder.resolve("sets/Femnist_labelsplit/femnist/data/train/3nodes_2shards");

        Murmur split = data("split", "--nodes", 3, "--shards", 2);
        assertThat(split).isEqualTo(new Murmur(0, target + ": 3 files, 2 pieces each\n", ""));
        assertThat(target).isDirectoryContaining("glob:**/data_2.npz");
        byte[] first = Files.readAllBytes(target.resolve("data_0.npz"));

        Murmur refused = data("split", "--nodes", 3, "--shards", 2);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("data_0.npz: a division is there already", "--force");

        assertThat(data("split", "--nodes", 2, "--shards", 1, "--force", "-o", target)
                        .status())
                .isZero();
        assertThat(target.resolve("data_2.npz")).doesNotExist();
        assertThat(Files.readAllBytes(target.resolve("data_0.npz"))).isNotEqualTo(first);
        assertThat(target.resolveSibling("3nodes_2shards.part")).doesNotExist();
    }
}
