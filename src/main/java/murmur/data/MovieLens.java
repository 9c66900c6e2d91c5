package murmur.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.RatingsFile.Line;
import murmur.random.NumpyLegacyRandom;

/// MovieLens (Harper and Konstan, 2015) in its small edition `ml-latest-small`: some 100,000 ratings of movies.
///
/// Items are the movies with a rating, numbered from 1 by ascending number of the publisher's. 70 % of every user's
/// ratings are for training, drawn as the reference draws them; the rest, in the order of the file, is the test set.
public final class MovieLens {
    private static final String EDITION = "ml-latest-small";
    private static final String FILE = "ratings.csv";
    private static final double TRAINING = 0.7;

    private MovieLens() {}

    /// Sizes of the tables, where they are not those the file needs.
    public record Sizes(OptionalInt users, OptionalInt items) {
        /// As many users and items as the file has.
        public static final Sizes COUNTED = new Sizes(OptionalInt.empty(), OptionalInt.empty());
    }

    /// Both parts of the ratings in `folder` or its subfolder `ml-latest-small`; where there is no such folder, in
    /// the folder `ml-latest-small` beside it.
    ///
    /// @param seed of the division of each user's ratings into training and test
    /// @throws BadInput with file, line and cure
    public static TrainTest load(Path folder, Sizes sizes, long seed) {
        Path file = find(folder);
        List<Line> lines = RatingsFile.read(file);
        Movies movies = Movies.of(lines);
        List<List<Line>> perUser = perUser(file, lines);
        Ratings.Tables tables = tables(file, sizes, perUser.size(), movies.count());
        List<Line> train = new ArrayList<>();
        List<Line> test = new ArrayList<>();
        for (List<Line> ratings : perUser) {
            divide(ratings, seed, train, test);
        }
        return new TrainTest(new Ratings(tables, movies.renumber(train)), new Ratings(tables, movies.renumber(test)));
    }

    private static Path find(Path folder) {
        Stream<Path> candidates = Files.isDirectory(folder)
                ? Stream.of(folder.resolve(EDITION), folder)
                : Stream.of(folder.resolveSibling(EDITION));
        return candidates
                .map(candidate -> candidate.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInput(folder + ": " + EDITION + "/" + FILE + " is missing")
                        .cure("get it with murmur data fetch movielens, or set train_dir to the folder that holds "
                                + "MovieLens' " + EDITION));
    }

    /// The ratings of user 1, user 2, …, each in the order of the file.
    private static List<List<Line>> perUser(Path file, List<Line> lines) {
        SortedMap<Integer, List<Line>> perUser = new TreeMap<>();
        lines.forEach(line ->
                perUser.computeIfAbsent(line.user(), user -> new ArrayList<>()).add(line));
        int expected = 1;
        for (List<Line> ratings : perUser.values()) {
            Line first = ratings.getFirst();
            if (first.user() != expected) {
                throw new BadInput(file + ":" + first.number() + ": user " + expected + ", who comes before "
                                + first.user() + ", must have a rating, has none")
                        .cure("number users 1, 2, 3, … without gaps");
            }
            expected++;
        }
        return List.copyOf(perUser.values());
    }

    private static Ratings.Tables tables(Path file, Sizes sizes, int users, int items) {
        BadInput.unless(
                sizes.users().orElse(users) >= users,
                "n_users",
                "be at least the " + users + " of " + file,
                sizes.users().orElse(users));
        BadInput.unless(
                sizes.items().orElse(items) >= items,
                "n_items",
                "be at least the " + items + " of " + file,
                sizes.items().orElse(items));
        return new Ratings.Tables(sizes.users().orElse(users), sizes.items().orElse(items));
    }

    /// pandas' `sample(frac=0.7, random_state=seed)` and what it leaves: the generator starts anew for every user, and
    /// the number of samples is rounded half to even.
    private static void divide(List<Line> ratings, long seed, List<Line> train, List<Line> test) {
        int[] order = new NumpyLegacyRandom(seed).permutation(ratings.size());
        int count = (int) Math.rint(TRAINING * ratings.size());
        boolean[] drawn = new boolean[ratings.size()];
        for (int position = 0; position < count; position++) {
            drawn[order[position]] = true;
            train.add(ratings.get(order[position]));
        }
        for (int position = 0; position < drawn.length; position++) {
            if (!drawn[position]) {
                test.add(ratings.get(position));
            }
        }
    }

    /// The publisher's numbers of the movies with a rating, ascending.
    private static final class Movies {
        private final int[] numbers;

        private Movies(int[] numbers) {
            this.numbers = numbers;
        }

        static Movies of(List<Line> lines) {
            return new Movies(
                    lines.stream().mapToInt(Line::movie).sorted().distinct().toArray());
        }

        int count() {
            return numbers.length;
        }

        List<Ratings.Rating> renumber(List<Line> lines) {
            return lines.stream()
                    .map(line -> new Ratings.Rating(
                            line.user(), Arrays.binarySearch(numbers, line.movie()) + 1, line.halfStars()))
                    .toList();
        }
    }
}
