package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.random.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashSetOrderTest {
    static List<String> sets() {
        return GoldenLines.of("hash-set-orders.txt");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void iteratesAsCpythonDoesBeforeAndAfterPickling(String line) {
        List<String> parts = GoldenLines.parts(line);
        int[] once = HashSetOrder.after(GoldenLines.numbers(parts.get(0)));

        assertThat(once).containsExactly(GoldenLines.numbers(parts.get(1)));
        assertThat(HashSetOrder.after(once)).containsExactly(GoldenLines.numbers(parts.get(2)));
    }

    @Test
    void pairsHashAsTuplesDoInPython() {
        assertThat(HashSetOrder.tupleHash(0, 1)).isEqualTo(-1_950_498_447_580_522_560L);
        assertThat(HashSetOrder.tupleHash(3, 5)).isEqualTo(7_586_885_779_985_432_798L);
        assertThat(HashSetOrder.tupleHash(127, 90_000)).isEqualTo(1_370_242_274_420_566_547L);
        assertThat(HashSetOrder.tupleHash(Integer.MAX_VALUE - 1, Integer.MAX_VALUE))
                .isEqualTo(6_133_803_999_395_235_331L);
    }

    @Test
    void pairsAreFoundAgainAndAddedOnce() {
        HashSetOrder pairs = HashSetOrder.ofPairs();
        IntStream.range(0, 1000)
                .forEach(k -> assertThat(pairs.add(HashSetOrder.pair(k, k + 7))).isTrue());

        assertThat(pairs.add(HashSetOrder.pair(500, 507))).isFalse();
        assertThat(pairs.contains(HashSetOrder.pair(999, 1006))).isTrue();
        assertThat(pairs.contains(HashSetOrder.pair(1006, 999))).isFalse();
        assertThat(pairs.values()).hasSize(1000).doesNotHaveDuplicates();
    }

    /// Rows of a dense graph are sorted instead of hashed; the order must be that of the set all the same.
    @Test
    void longRowsHaveTheOrderOfTheSetWithoutOne() {
        for (int seed = 0; seed < 300; seed++) {
            NumpyRandom random = new NumpyRandom(seed);
            int bound = 1 + random.nextInt(3000);
            int[] row = IntStream.range(0, random.nextInt(2 * bound))
                    .map(k -> random.nextInt(bound))
                    .toArray();
            HashSetOrder set = HashSetOrder.ofInts();
            Arrays.stream(row).forEach(set::add);

            assertThat(HashSetOrder.after(row))
                    .containsExactly(Arrays.stream(set.values())
                            .mapToInt(Math::toIntExact)
                            .toArray());
        }
    }
}
