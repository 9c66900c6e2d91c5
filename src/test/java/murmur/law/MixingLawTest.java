package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.Mixing;
import murmur.mixing.Received;
import murmur.mixing.UniformMixing;
import murmur.sharing.PlainSharing;
import murmur.topology.Complete;
import murmur.topology.Graph;
import murmur.topology.RandomRegular;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Boyd et al., *Randomized gossip algorithms*, 2006: doubly stochastic weights preserve the mean, and gossip
/// leads to it.
@Timeout(60)
class MixingLawTest {
    private static final int LENGTH = 32;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void metropolisHastingsMatricesAreSymmetricAndDoublyStochastic(long seed) {
        Graph graph = IrregularGraphs.random(seed);
        assertThat(graph.regular()).isFalse();
        double[][] matrix = matrix(graph, new MetropolisHastings());
        for (int row = 0; row < matrix.length; row++) {
            double rowSum = 0;
            double columnSum = 0;
            for (int column = 0; column < matrix.length; column++) {
                assertThat(matrix[row][column]).isBetween(0.0, 1.0).isEqualTo(matrix[column][row]);
                rowSum += matrix[row][column];
                columnSum += matrix[column][row];
            }
            assertThat(rowSum).isCloseTo(1, within(1e-12));
            assertThat(columnSum).isCloseTo(1, within(1e-12));
            assertThat(matrix[row][row]).isPositive();
        }
    }

    /// W, column by column: what mixing makes of the unit vectors, one per node.
    private static double[][] matrix(Graph graph, Mixing mixing) {
        double[][] matrix = new double[graph.nodes()][graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            double rest = 1;
            for (int neighbour : graph.neighbours(node)) {
                matrix[node][neighbour] = mixing.weight(graph.degree(node), graph.degree(neighbour));
                rest -= matrix[node][neighbour];
            }
            matrix[node][node] = rest;
        }
        return matrix;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void metropolisHastingsPreservesTheMeanOnIrregularGraphs(long seed) {
        Graph graph = IrregularGraphs.random(seed);
        List<ParameterVector> models = SmallNetwork.differentModels(graph.nodes(), LENGTH);
        double[] before = SmallNetwork.mean(models);
        List<ParameterVector> mixed = mixed(graph, new MetropolisHastings(), models);
        assertThat(mixed).isNotEqualTo(models);
        assertThat(SmallNetwork.mean(mixed)).containsExactly(before, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mixingIsTheProductWithItsMatrix(long seed) {
        Graph graph = IrregularGraphs.random(seed);
        List<ParameterVector> models = SmallNetwork.differentModels(graph.nodes(), LENGTH);
        for (Mixing mixing : List.of(new MetropolisHastings(), new UniformMixing())) {
            double[][] matrix = matrix(graph, mixing);
            List<ParameterVector> mixed = mixed(graph, mixing, models);
            for (int node = 0; node < graph.nodes(); node++) {
                double[] row = matrix[node];
                double expected = IntStream.range(0, row.length)
                        .mapToDouble(other -> row[other] * models.get(other).at(LENGTH - 1))
                        .sum();
                assertThat((double) mixed.get(node).at(LENGTH - 1)).isCloseTo(expected, within(2e-6));
            }
        }
    }

    private static List<ParameterVector> mixed(Graph graph, Mixing mixing, List<ParameterVector> models) {
        return IntStream.range(0, graph.nodes())
                .mapToObj(node -> mixing.mix(
                        () -> models.get(node),
                        IntStream.of(graph.neighbours(node))
                                .mapToObj(other -> new Received(graph.degree(other), () -> models.get(other)))
                                .toList()))
                .toList();
    }

    @Test
    void uniformMixingPreservesTheMeanOnRegularGraphsOnly() {
        assertThat(shiftOfTheMean(new RandomRegular(4).generate(12, 3))).isLessThan(1e-6);
        assertThat(shiftOfTheMean(IrregularGraphs.random(3))).isGreaterThan(1e-2);
    }

    private static double shiftOfTheMean(Graph graph) {
        List<ParameterVector> models = SmallNetwork.differentModels(graph.nodes(), LENGTH);
        List<ParameterVector> mixed = mixed(graph, new UniformMixing(), models);
        return SmallNetwork.largestDifference(SmallNetwork.mean(models), SmallNetwork.mean(mixed));
    }

    /// Through whole nodes: 60 mixing steps over 20 iterations of a run that learns nothing.
    @Test
    void nodesThatOnlyMixReachTheirMean() {
        Dataset samples = Digits.load().train();
        Graph graph = IrregularGraphs.random(8);
        List<ParameterVector> models = SmallNetwork.differentModels(
                graph.nodes(), SmallNetwork.network(samples).length());
        List<ParameterVector> mixed = new SmallNetwork(graph, new MetropolisHastings(), new PlainSharing())
                .lasting(SmallNetwork.iterations(20, 3))
                .run(samples, models);
        double[] mean = SmallNetwork.mean(models);
        assertThat(SmallNetwork.mean(mixed)).containsExactly(mean, within(1e-6));
        for (ParameterVector model : mixed) {
            assertThat(SmallNetwork.mean(List.of(model))).containsExactly(mean, within(1e-4));
        }
    }

    /// Through whole nodes, to the bit; the graph's order of neighbours is not that of their numbers.
    @Test
    void nodesSumInTheOrderOfTheGraph() {
        Dataset samples = Digits.load().train();
        Graph graph = new RandomRegular(6).generate(64, 90);
        assertThat(IntStream.range(0, 64).mapToObj(graph::neighbours))
                .anyMatch(order ->
                        !Arrays.equals(order, IntStream.of(order).sorted().toArray()));
        List<ParameterVector> models =
                SmallNetwork.differentModels(64, SmallNetwork.network(samples).length());
        Mixing mixing = new MetropolisHastings();
        assertThat(new SmallNetwork(graph, mixing, new PlainSharing()).run(samples, models))
                .isEqualTo(mixed(graph, mixing, models));
    }

    @Test
    void oneStepOnACompleteGraphReachesTheMean() {
        Graph graph = new Complete().generate(6, 0);
        List<ParameterVector> models = SmallNetwork.differentModels(6, LENGTH);
        double[] mean = SmallNetwork.mean(models);
        for (Mixing mixing : List.of(new MetropolisHastings(), new UniformMixing())) {
            for (ParameterVector model : mixed(graph, mixing, models)) {
                assertThat(SmallNetwork.mean(List.of(model))).containsExactly(mean, within(1e-6));
            }
        }
    }
}
