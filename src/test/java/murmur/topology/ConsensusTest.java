package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mixing over and over: how fast the nodes' values come together.
class ConsensusTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDistanceFromConsensusEndsUpShrinkingByTheSecondEigenvalue(int seed) {
        Graph graph = new WholeGraph().generate(30, seed);
        MixingOperator mixing = new MixingOperator(graph);
        double contraction = Spectrum.of(graph).contraction();
        double[] values = mixing.start();
        double[] mixed = new double[30];
        double shrunk = 0;
        for (int step = 0; step < 3000; step++) {
            mixing.apply(values, mixed);
            MixingOperator.centre(mixed);
            shrunk = MixingOperator.norm(mixed);
            assertThat(shrunk).isLessThanOrEqualTo(contraction + 1e-12);
            for (int i = 0; i < 30; i++) {
                values[i] = mixed[i] / shrunk;
            }
        }
        assertThat(shrunk).isCloseTo(contraction, within(1e-4));
    }

    /// A random graph, or where that fell apart, the nearest whole one.
    private record WholeGraph() implements Generator {
        @Override
        public Graph generate(int nodes, long seed) {
            Graph graph = new ErdosRenyi(0.15).generate(nodes, seed);
            return graph.connected() ? graph : new SmallWorld(2, 0.2).generate(nodes, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMeanStaysAsItIsOnAnyGraph(int seed) {
        Graph graph = new ErdosRenyi(0.1).generate(40, seed);
        double[] values =
                IntStream.range(0, 40).mapToDouble(node -> node * node).toArray();
        double[] mixed = new double[40];
        new MixingOperator(graph).apply(values, mixed);

        assertThat(IntStream.range(0, 40).mapToDouble(i -> mixed[i]).sum())
                .isCloseTo(IntStream.range(0, 40).mapToDouble(i -> values[i]).sum(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stepsMeasuredAreNeverMoreThanTheEigenvaluePromises(int seed) {
        Graph graph = new RandomRegular(3).generate(20 + 2 * (seed % 30), seed);

        long worst = Consensus.stepsAtWorst(graph, Spectrum.of(graph)).orElseThrow();
        assertThat(Consensus.stepsMeasured(graph).orElseThrow()).isBetween(1L, worst);
    }

    @Test
    void onACompleteGraphOneStepIsEnough() {
        Graph graph = new Complete().generate(20, 0);

        assertThat(Consensus.stepsAtWorst(graph, Spectrum.of(graph))).hasValue(1);
        assertThat(Consensus.stepsMeasured(graph)).hasValue(1);
    }

    /// (1/3 + 2/3 cos 22.5°)^n ≤ 0.01.
    @Test
    void onARingOfSixteenTheEigenvalueSaysEightyNine() {
        Graph ring = new Ring().generate(16, 0);

        assertThat(Consensus.stepsAtWorst(ring, Spectrum.of(ring))).hasValue(89);
    }

    @Test
    void aloneIsAgreedAndApartIsNever() {
        Graph alone = new Line().generate(1, 0);
        Graph apart = Graph.builder(3).edge(0, 1).build();

        assertThat(Consensus.stepsAtWorst(alone, Spectrum.of(alone))).hasValue(0);
        assertThat(Consensus.stepsMeasured(alone)).hasValue(0);
        assertThat(Consensus.stepsAtWorst(apart, Spectrum.of(apart))).isEmpty();
        assertThat(Consensus.stepsMeasured(apart)).isEmpty();
    }
}
