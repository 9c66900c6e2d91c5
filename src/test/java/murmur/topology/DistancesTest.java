package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistancesTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @Test
    void diametersAreThoseOfTheBooks() {
        assertThat(Distances.diameter(new Ring().generate(17, 0))).hasValue(8);
        assertThat(Distances.diameter(new Line().generate(17, 0))).hasValue(16);
        assertThat(Distances.diameter(new Star().generate(17, 0))).hasValue(2);
        assertThat(Distances.diameter(new Complete().generate(17, 0))).hasValue(1);
        assertThat(Distances.diameter(new Hypercube().generate(64, 0))).hasValue(6);
        assertThat(Distances.diameter(new Torus().generate(30, 0))).hasValue(5);
        assertThat(Distances.diameter(new Line().generate(1, 0))).hasValue(0);
    }

    @Test
    void apartThereIsNoDiameter() {
        Graph graph = Graph.builder(3).edge(0, 1).build();

        assertThat(Distances.diameter(graph)).isEmpty();
        assertThat(Distances.from(graph, 1)).containsExactly(1, 0, Distances.UNREACHABLE);
    }

    /// Each distance is one more than the smallest among the neighbours.
    @ParameterizedTest
    @MethodSource("seeds")
    void distancesGrowByOneFromNeighbourToNeighbour(int seed) {
        Graph graph = new RandomRegular(3).generate(40, seed);
        int[] distances = Distances.from(graph, seed % 40);

        assertThat(distances[seed % 40]).isZero();
        for (int node = 0; node < 40; node++) {
            int nearest = Arrays.stream(graph.neighbours(node))
                    .map(neighbour -> distances[neighbour])
                    .min()
                    .orElseThrow();
            assertThat(distances[node]).isEqualTo(node == seed % 40 ? 0 : nearest + 1);
        }
    }
}
