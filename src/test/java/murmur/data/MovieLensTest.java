package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MovieLensTest {
    private static final String HEADER = "userId,movieId,rating,timestamp\n";
    private static final int SEED = 1234;

    @TempDir
    Path folder;

    /// User 1 rates ten movies, user 2 five, user 3 one.
    @Test
    void seventyPercentOfEveryUserAreDrawnAsNumpyDrawsThem() throws IOException {
        write("ratings.csv", HEADER + user(1, 10) + user(2, 5) + user(3, 1));

        TrainTest parts = load();

        // numpy.random.RandomState(1234).permutation(10)[:7], (5)[:4] since 3.5 rounds to 4, and (1)[:1]
        assertThat(positions(parts.train())).containsExactly(7, 2, 9, 1, 0, 8, 4, 4, 0, 1, 2, 0);
        assertThat(users(parts.train())).containsExactly(1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3);
        assertThat(positions(parts.test())).containsExactly(3, 5, 6, 3);
        assertThat(users(parts.test())).containsExactly(1, 1, 1, 2);
    }

    @Test
    void halvesAreRoundedToEven() throws IOException {
        write("ratings.csv", HEADER + user(1, 15));

        // 0.7 · 15 = 10.5
        assertThat(positions(load().train())).containsExactly(13, 11, 0, 12, 14, 2, 10, 7, 1, 9);
    }

    @Test
    void itemsAreNumberedByAscendingMovie() throws IOException {
        write("ratings.csv", HEADER + "1,300,0.5,0\n1,7,5.0,0\n2,42,3.5,0\n");

        Ratings train =
                (Ratings) MovieLens.load(folder, MovieLens.Sizes.COUNTED, SEED).train();

        assertThat(train.tables()).isEqualTo(new Ratings.Tables(2, 3));
        float[] input = new float[3];
        train.read(train.size() - 1, input, 1);
        assertThat(input).containsExactly(0, 2, 2);
        assertThat(train.target(train.size() - 1)).isEqualTo(3.5f);
        assertThat(train.label(train.size() - 1)).isEqualTo(6);
        assertThat(train.classes()).isEqualTo(10);
    }

    @Test
    void theFileIsFoundInTheFolderInItsEditionAndBesideIt() throws IOException {
        write("ml-latest-small/ratings.csv", HEADER + user(1, 2));
        Path itself = folder.resolve("ml-latest-small");

        for (Path given : List.of(folder, itself, folder.resolve("MovieLens"))) {
            assertThat(MovieLens.load(given, MovieLens.Sizes.COUNTED, SEED)
                            .train()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aFolderWithoutRatingsIsRefusedAlthoughOneBesideItHasThem() throws IOException {
        write("ml-latest-small/ratings.csv", HEADER + user(1, 2));
        Path empty = Files.createDirectory(folder.resolve("MovieLens"));

        assertThatThrownBy(() -> MovieLens.load(empty, MovieLens.Sizes.COUNTED, SEED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(empty + ": ml-latest-small/ratings.csv is missing; get it with murmur data");
    }

    @Test
    void tablesCanBeLargerThanTheFileNeeds() throws IOException {
        write("ratings.csv", HEADER + user(1, 10));

        MovieLens.Sizes sizes = new MovieLens.Sizes(OptionalInt.of(610), OptionalInt.of(9724));

        assertThat(((Ratings) MovieLens.load(folder, sizes, SEED).test()).tables())
                .isEqualTo(new Ratings.Tables(610, 9724));
        assertThatThrownBy(
                        () -> MovieLens.load(folder, new MovieLens.Sizes(OptionalInt.empty(), OptionalInt.of(9)), SEED))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("n_items must be at least the 10 of " + folder.resolve("ratings.csv"));
    }

    @Test
    void windowsLineEndsByteOrderMarksAndBlankLinesDoNotMatter() throws IOException {
        write("ratings.csv", HEADER + user(1, 4));
        String sha256 = load().train().sha256();

        write("ratings.csv", "\ufeff" + (HEADER + user(1, 4) + "\n").replace("\n", "\r\n"));

        assertThat(load().train().sha256()).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,31,NaN,0             | 3: rating must be one of 0.5, 1, 1.5, … 5, was \"NaN\"",
                "1,31,,0                | 3: rating must be one of 0.5, 1, 1.5, … 5, was \"\"",
                "1,31,5.5,0             | 3: rating must be one of 0.5, 1, 1.5, … 5, was \"5.5\"",
                "1,31,0.75,0            | 3: rating must be one of 0.5, 1, 1.5, … 5, was \"0.75\"",
                "1,31,2.5               | 3: a line must have 4 fields, userId,movieId,rating,timestamp, was 3 fields",
                "1,31,2.5,0,9           | 3: a line must have 4 fields, userId,movieId,rating,timestamp, was 5 fields",
                "x,31,2.5,0             | 3: userId must be a whole number, was \"x\"",
                "0,31,2.5,0             | 3: userId must be in 1…16777216, was 0",
                "1,99999999,2.5,0       | 3: movieId must be in 0…16777216, was 99999999",
                "3,31,2.5,0             | 3: user 2, who comes before 3, must have a rating, has none",
                "16777216,31,2.5,0      | 3: user 2, who comes before 16777216, must have a rating, has none",
            })
    void badLinesAreNamed(String line, String complaint) throws IOException {
        write("ratings.csv", HEADER + user(1, 1) + line + "\n");

        refused().hasMessageContaining(folder.resolve("ratings.csv") + ":" + complaint);
    }

    @Test
    void filesThatAreNoRatingsAreRefused() throws IOException {
        write("ratings.csv", "movieId,title,genres\n1,Toy Story,Comedy\n");
        refused()
                .hasMessageContaining(
                        "ratings.csv:1: the header must be " + HEADER.strip() + ", was \"movieId,title,genres\"");
        write("ratings.csv", HEADER);
        refused().hasMessageContaining("ratings.csv:1: ratings must number at least 1, was 0");
        write("ratings.csv", "");
        refused().hasMessageContaining("ratings must number at least 1, was 0");
        Files.write(folder.resolve("ratings.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        refused().hasMessageContaining("ratings.csv:1: must be text in UTF-8");
    }

    private AbstractThrowableAssert<?, ?> refused() {
        return assertThatThrownBy(this::load).isInstanceOf(BadInput.class);
    }

    private TrainTest load() {
        return MovieLens.load(folder, MovieLens.Sizes.COUNTED, SEED);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Ratings of movies 100, 101, …, so that items tell the position of a rating.
    private static String user(int user, int ratings) {
        StringBuilder lines = new StringBuilder();
        for (int position = 0; position < ratings; position++) {
            lines.append(user).append(',').append(100 + position).append(",3.0,0\n");
        }
        return lines.toString();
    }

    private static int[] positions(Dataset ratings) {
        return column(ratings, 1).map(item -> item - 1).toArray();
    }

    private static int[] users(Dataset ratings) {
        return column(ratings, 0).toArray();
    }

    private static IntStream column(Dataset ratings, int column) {
        float[] input = new float[2];
        return IntStream.range(0, ratings.size()).map(index -> {
            ratings.read(index, input, 0);
            return (int) input[column];
        });
    }
}
