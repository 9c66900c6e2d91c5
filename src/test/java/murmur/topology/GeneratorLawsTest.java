package murmur.topology;

import static murmur.topology.LawsOfGraphs.holdForRegular;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Degrees, numbers of edges and connectedness that each family promises, for a hundred seeds; the seed chooses the
/// number of nodes as well.
class GeneratorLawsTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRegularGraphsAreRegularAndConnected(int seed) {
        int degree = 2 + seed % 7;
        int nodes = 2 * (degree + 1 + seed % 23);

        holdForRegular(new RandomRegular(degree).generate(nodes, seed), nodes, degree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void referenceRegularGraphsAreConnectedAndTheSameAsRandomRegularOnesUnlessARingWasAdded(int seed) {
        Graph graph = new ReferenceRegular(2).generate(12, seed);

        LawsOfGraphs.hold(graph);
        assertThat(graph.connected()).isTrue();
        if (graph.edges() == 12) {
            assertThat(graph).isEqualTo(new RandomRegular(2).generate(12, seed));
        } else {
            assertThat(LawsOfGraphs.edges(graph)).containsAll(LawsOfGraphs.edges(new Ring().generate(12, seed)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ringsHaveTwoNeighboursAtEveryNode(int seed) {
        holdForRegular(new Ring().generate(seed + 3, seed), seed + 3, 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void completeGraphsHaveEveryEdge(int seed) {
        holdForRegular(new Complete().generate(seed + 1, seed), seed + 1, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void torusesHaveFourNeighboursAtEveryNode(int seed) {
        int nodes = (3 + seed % 10) * (3 + seed / 10);

        holdForRegular(new Torus().generate(nodes, seed), nodes, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hypercubesLinkNumbersThatDifferInOneDigit(int seed) {
        int digits = seed % 8;
        Graph graph = new Hypercube().generate(1 << digits, seed);

        holdForRegular(graph, 1 << digits, digits);
        for (int neighbour : graph.neighbours(0)) {
            assertThat(Integer.bitCount(neighbour)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exponentialGraphsReachPowersOfTwoBothWays(int seed) {
        int nodes = seed + 1;
        Set<Integer> reached = new HashSet<>();
        for (int distance = 1; distance < nodes; distance *= 2) {
            reached.add(distance);
            reached.add(nodes - distance);
        }

        holdForRegular(new Exponential().generate(nodes, seed), nodes, reached.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void linesAndStarsAreTrees(int seed) {
        Graph line = new Line().generate(seed + 1, seed);
        Graph star = new Star().generate(seed + 1, seed);

        for (Graph tree : new Graph[] {line, star}) {
            LawsOfGraphs.hold(tree);
            assertThat(tree.edges()).isEqualTo(seed);
            assertThat(tree.connected()).isTrue();
        }
        assertThat(star.degree(0)).isEqualTo(seed);
        assertThat(IntStream.rangeClosed(0, seed).map(line::degree).max()).hasValue(Math.min(seed, 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void smallWorldsKeepTheirNumberOfEdges(int seed) {
        int eachSide = 1 + seed % 4;
        int nodes = 2 * eachSide + 1 + seed;
        Graph graph = new SmallWorld(eachSide, seed / 99.0).generate(nodes, seed);

        LawsOfGraphs.hold(graph);
        assertThat(graph.edges()).isEqualTo(nodes * eachSide);
        assertThat(IntStream.range(0, nodes).map(graph::degree).min().orElseThrow())
                .isGreaterThanOrEqualTo(eachSide);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void smallWorldsWithoutRewiringAreRegular(int seed) {
        holdForRegular(new SmallWorld(3, 0).generate(7 + seed, seed), 7 + seed, 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void erdosRenyiGraphsHaveAboutAsManyEdgesAsExpected(int seed) {
        double probability = (seed + 1) / 101.0;
        int pairs = 120 * 119 / 2;
        Graph graph = new ErdosRenyi(probability).generate(120, seed);

        LawsOfGraphs.hold(graph);
        double deviation = Math.sqrt(pairs * probability * (1 - probability));
        assertThat((double) graph.edges())
                .isBetween(pairs * probability - 5 * deviation, pairs * probability + 5 * deviation);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameSeedGivesTheSameGraphAndAnotherSeedAnother(int seed) {
        for (Generator family : new Generator[] {new RandomRegular(4), new SmallWorld(2, 0.3), new ErdosRenyi(0.2)}) {
            Graph graph = family.generate(50, seed);

            assertThat(family.generate(50, seed)).isEqualTo(graph).hasSameHashCodeAs(graph);
            assertThat(family.generate(50, seed + 1)).isNotEqualTo(graph);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneStepOfTheOnePeerTopologyPairsNodesUp(int seed) {
        int nodes = 2 << (seed % 7);
        Graph graph = new OnePeerStep(seed).generate(nodes, seed);

        LawsOfGraphs.hold(graph);
        assertThat(graph.degrees()).containsOnlyKeys(1);
        assertThat(graph.neighbours(0)).containsExactly(1 << (seed % (1 + seed % 7)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void connectingAddsOneEdgeLessThanThereWereComponents(int seed, @TempDir Path folder) throws IOException {
        Graph apart = new ErdosRenyi(0.04).generate(40, seed);
        Path file = folder.resolve("apart.edges");
        GraphFile.write(apart, file, GraphFile.Format.EDGES);
        Graph whole = new Connected(file, GraphFile.Format.EDGES).generate(40, seed);

        LawsOfGraphs.hold(whole);
        assertThat(whole.connected()).isTrue();
        assertThat(whole.edges()).isEqualTo(apart.edges() + apart.components() - 1);
        assertThat(LawsOfGraphs.edges(whole)).containsAll(LawsOfGraphs.edges(apart));
        assertThat(new Connected(file, GraphFile.Format.EDGES).remark().orElseThrow())
                .contains(apart.components() + " components");
    }
}
