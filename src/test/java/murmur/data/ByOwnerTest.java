package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;

final class ByOwnerTest {
    private final Partition partition = new ByOwner();

    @Test
    void theFirstNodesHaveTheOwnersLeftOver() {
        List<int[]> parts = partition.split(ratings(671, 1), 100);

        assertThat(parts).hasSize(100);
        assertThat(parts.subList(0, 71)).allMatch(part -> part.length == 7);
        assertThat(parts.subList(71, 100)).allMatch(part -> part.length == 6);
        assertThat(parts.stream().flatMapToInt(IntStream::of))
                .containsExactlyElementsOf(IntStream.range(0, 671).boxed().toList());
    }

    @Test
    void noOwnerIsDividedAndOrderIsKept() {
        Dataset ratings = ratings(5, 3);

        assertThat(partition.split(ratings, 2))
                .containsExactly(
                        IntStream.range(0, 9).toArray(), IntStream.range(9, 15).toArray());
    }

    @Test
    void everyNodeIsTestedOnItsOwnOwnersOnly() {
        List<? extends Dataset> tests = partition.testSets(ratings(4, 2), 2);

        float[] input = new float[2];
        for (int node = 0; node < 2; node++) {
            assertThat(tests.get(node).size()).isEqualTo(4);
            tests.get(node).read(0, input, 0);
            assertThat(input[0]).isEqualTo(1 + 2f * node);
            assertThat(tests.get(node).target(3)).isEqualTo(2.5f);
        }
    }

    @Test
    void otherPartitionsTestAllNodesOnEverything() {
        Dataset test = ratings(4, 2);

        List<? extends Dataset> tests = new Consecutive(Fractions.equal()).testSets(test, 3);
        assertThat(tests).hasSize(3).allSatisfy(each -> assertThat(each).isSameAs(test));
    }

    @Test
    void dataThatCannotBeDividedSoAreRefused() {
        assertThatThrownBy(() -> partition.split(Digits.load().test(), 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("must say whose its samples are");
        assertThatThrownBy(() -> partition.split(ratings(3, 1), 4))
                .isInstanceOf(BadInput.class)
                .hasMessage("nodes must number at most 3, one for each owner of data, was 4");
        Dataset lastUserWithout = new Ratings(new Ratings.Tables(2, 1), List.of(new Ratings.Rating(1, 1, 1)));
        assertThatThrownBy(() -> partition.split(lastUserWithout, 2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("node 1 must hold samples");
    }

    private static Ratings ratings(int users, int each) {
        List<Ratings.Rating> ratings = new ArrayList<>();
        for (int user = 1; user <= users; user++) {
            for (int item = 1; item <= each; item++) {
                ratings.add(new Ratings.Rating(user, item, 5));
            }
        }
        return new Ratings(new Ratings.Tables(users, each), ratings);
    }
}
