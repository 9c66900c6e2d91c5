package murmur.random;

import static murmur.random.ReferenceFacts.fact;
import static murmur.random.ReferenceFacts.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PythonRandomTest {
    @Test
    void randintGivesPythonsNumbers() {
        JsonNode fact = fact("python_random");
        int[] expected = ints(fact.get("randint_0_49999"));
        PythonRandom random = new PythonRandom(fact.get("seed").longValue());
        assertThat(expected).isNotEmpty();
        assertThat(IntStream.generate(() -> random.randint(0, 49999)).limit(expected.length))
                .containsExactlyElementsOf(IntStream.of(expected).boxed().toList());
    }

    @Test
    void shuffleGivesPythonsOrder() {
        JsonNode fact = fact("python_shuffle");
        int[] items = IntStream.range(0, 20).toArray();
        new PythonRandom(fact.get("seed").longValue()).shuffle(items);
        assertThat(items).isEqualTo(ints(fact.get("range20")));

        int[] twelve = IntStream.range(0, 12).toArray();
        new PythonRandom(90).shuffle(twelve);
        assertThat(twelve).containsExactly(0, 9, 10, 2, 8, 11, 6, 5, 4, 7, 1, 3);
    }

    @Test
    void listsAreShuffledLikeArrays() {
        int[] array = IntStream.range(0, 1000).toArray();
        List<Integer> list = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
        new PythonRandom(5).shuffle(array);
        new PythonRandom(5).shuffle(list);
        assertThat(list).containsExactlyElementsOf(IntStream.of(array).boxed().toList());
    }

    @Test
    void randomGivesPythonsDoubles() {
        PythonRandom random = new PythonRandom(90 * 125 + 3);
        assertThat(random.random()).isEqualTo(0.9059947250714439);
        assertThat(random.random()).isEqualTo(0.5261682252474384);
        assertThat(random.random()).isEqualTo(0.7164211617984071);
    }

    @Test
    void seedsOfTwoWordsAndNegativeSeedsAreTakenLikePython() {
        assertThat(new PythonRandom((1L << 40) + 5).random()).isEqualTo(0.5043802970418443);
        assertThat(new PythonRandom(Long.MAX_VALUE).below(Integer.MAX_VALUE)).isEqualTo(679989711);
        assertThat(new PythonRandom(-90).randint(0, 49999)).isEqualTo(13347);
    }

    @ParameterizedTest
    @CsvSource({
        "90,   10, 3, 3 1 7",
        "90,   21, 5, 6 2 15 9 11",
        "90,   22, 5, 6 2 15 21 18",
        "90,  100, 6, 26 91 11 61 84 73",
        "90, 1045, 6, 417 189 985 634 726 924",
        " 7, 5000, 8, 2652 1235 3234 395 593 4389 771 2995"
    })
    void samplesFromPoolAndBySetArePythons(long seed, int population, int count, String expected) {
        int[] numbers =
                IntStream.of(new PythonRandom(seed).sample(population, count)).toArray();
        assertThat(numbers)
                .containsExactly(List.of(expected.split(" ")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void samplesHaveNoRepetitionWhateverTheMethod(long seed) {
        PythonRandom random = new PythonRandom(seed);
        for (int count : new int[] {0, 1, 5, 6, 40}) {
            for (int population : new int[] {40, 86, 300}) {
                assertThat(IntStream.of(random.sample(population, count)).boxed())
                        .hasSize(count)
                        .doesNotHaveDuplicates()
                        .allMatch(i -> 0 <= i && i < population);
            }
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        PythonRandom random = new PythonRandom(1);
        assertThatThrownBy(() -> random.below(0)).isInstanceOf(BadInput.class).hasMessageContaining("was 0");
        assertThatThrownBy(() -> random.randint(3, 2)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> random.sample(3, 4))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("0…3");
    }
}
