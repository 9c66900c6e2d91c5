package murmur.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import murmur.data.Ratings;

/// What is known of a published data set without reading it, so that a run can be planned where the data is not.
///
/// @param shape of one input
/// @param words whether inputs are whole numbers below `classes`
/// @param tables of ratings, where the samples are ratings
/// @param train how many samples there are to learn from
/// @param test how many to test with; 0 for no test set
public record Outline(
        List<Integer> shape, int classes, boolean words, Optional<Ratings.Tables> tables, int train, int test) {
    public Outline {
        shape = List.copyOf(shape);
    }

    /// The sizes are those of the whole sets as their publishers have them; of LEAF's, of which everybody takes the
    /// part he likes, those of nine tenths for training, and of Reddit's a guess.
    static Optional<Outline> of(String dataset) {
        return Optional.ofNullable(
                switch (dataset) {
                    case "CIFAR10" -> images(List.of(3, 32, 32), 10, 50_000, 10_000);
                    case "FashionMNIST" -> images(List.of(1, 28, 28), 10, 60_000, 10_000);
                    case "Femnist", "FemnistLabelSplit" -> images(List.of(1, 28, 28), 62, 724_737, 80_526);
                    case "Celeba" -> images(List.of(3, 84, 84), 2, 180_259, 20_029);
                    case "Shakespeare" -> new Outline(List.of(80), 92, true, Optional.empty(), 3_803_542, 14_087);
                    case "Reddit" -> new Outline(List.of(10), 9_999, true, Optional.empty(), 40_000, 4_000);
                    case "MovieLens" ->
                        new Outline(List.of(2), 10, false, Optional.of(new Ratings.Tables(610, 9_724)), 70_585, 30_251);
                    default -> null;
                });
    }

    private static Outline images(List<Integer> shape, int classes, int train, int test) {
        return new Outline(shape, classes, false, Optional.empty(), train, test);
    }

    Outline withoutTest() {
        return new Outline(shape, classes, words, tables, train, 0);
    }

    Outline withTables(UnaryOperator<Ratings.Tables> change) {
        return new Outline(shape, classes, words, tables.map(change), train, test);
    }
}
