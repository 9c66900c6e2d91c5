package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorFactsTest {
    static List<String> regularGraphs() {
        return GoldenLines.of("regular-graphs.txt");
    }

    @ParameterizedTest
    @MethodSource("regularGraphs")
    void referenceRegularGraphsEqualTheReferencesNeighbourForNeighbour(String line) {
        List<String> parts = GoldenLines.parts(line);
        List<String> words = List.of(parts.get(0).strip().split(" ", -1));
        List<String> rows = List.of(parts.get(1).split(";", -1));
        Graph graph = new ReferenceRegular(Integer.parseInt(words.get(1)))
                .generate(Integer.parseInt(words.get(0)), Long.parseLong(words.get(2)));

        assertThat(rows).hasSize(graph.nodes());
        for (int node = 0; node < graph.nodes(); node++) {
            assertThat(graph.neighbours(node)).as("node %d", node).containsExactly(GoldenLines.numbers(rows.get(node)));
        }
    }

    @Test
    void randomRegularDrawsAgainWhereTheReferenceAddsARing() {
        String disconnected = regularGraphs().getLast();
        long seed = GoldenLines.numbers(GoldenLines.parts(disconnected).get(0))[2];

        assertThat(new ReferenceRegular(2).generate(9, seed).edges()).isGreaterThan(9);
        assertThat(new RandomRegular(2).generate(9, seed).edges()).isEqualTo(9);
    }

    @Test
    void aTorusIsAsNearToASquareAsItsNodesAllow() {
        assertThat(LawsOfGraphs.edges(new Torus().generate(12, 0)))
                .contains("0-1", "0-3", "0-4", "0-8")
                .doesNotContain("3-4");
    }

    @Test
    void fullRewiringBreaksTheRing() {
        Graph rewired = new SmallWorld(2, 1).generate(200, 1);

        assertThat(rewired.edges()).isEqualTo(400);
        assertThat(rewired.regular()).isFalse();
        assertThat(rewired.hasEdge(0, 1) && rewired.hasEdge(1, 2) && rewired.hasEdge(2, 3))
                .isFalse();
    }

    @Test
    void theEndsOfProbabilityAreNoEdgeAndEveryEdge() {
        assertThat(new ErdosRenyi(0).generate(30, 1).edges()).isZero();
        assertThat(new ErdosRenyi(1e-300).generate(30, 1).edges()).isZero();
        assertThat(new ErdosRenyi(1).generate(30, 1)).isEqualTo(new Complete().generate(30, 1));
        assertThat(new ErdosRenyi(Math.nextDown(1.0)).generate(30, 1).edges()).isEqualTo(435);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regular 3        | 5  | nodes × degree of a regular graph must be even, as every edge has two ends, \
            was 5 × 3; use an even degree, or an even number of nodes
            regular 6        | 6  | degree of a regular graph of 6 nodes must be 0 … 5, was 6; \
            a node can have every other node as a neighbour once
            regular 1        | 4  | degree of a connected regular graph of 4 nodes must be at least 2, was 1
            regular 0        | 2  | degree of a connected regular graph of 2 nodes must be at least 1, was 0
            ring             | 2  | nodes of a ring must be at least 3, was 2; use line for fewer
            torus            | 11 | nodes of a torus must be rows × columns, both at least 3, was 11; \
            use 9 or 12 nodes
            torus            | 14 | nodes of a torus must be rows × columns, both at least 3, was 14; \
            use 12 or 15 nodes
            torus            | 4  | nodes of a torus must be rows × columns, both at least 3, was 4; use 9 nodes
            hypercube        | 12 | nodes of a hypercube must be a power of two, was 12; use 8 or 16 nodes
            small-world 3 .1 | 6  | nodes of a small world must be more than twice 3, was 6; \
            link fewer nodes on each side, or use complete
            star             | 0  | number of nodes must be 1 … 16777216, was 0
            complete         | -1 | number of nodes must be 1 … 16777216, was -1
            regular 9999     | 99999999 | number of nodes must be 1 … 16777216, was 99999999
            regular 9999     | 9999998 | number of edges must be at most 67108864, was 49994990001
            complete         | 99999 | number of edges must be at most 67108864, was 4999850001
            """)
    void graphsThatCannotBeAreRefusedWithTheReasonAndTheCure(String family, int nodes, String complaint) {
        Generator generator = Generators.parse(family);

        assertThatThrownBy(() -> generator.generate(nodes, 1))
                .isInstanceOf(BadInput.class)
                .hasMessage(complaint);
    }
}
