package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The eigenvalues against closed forms, and against all eigenvalues of the matrix itself.
class SpectrumTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 16, 37, 100, 1001})
    void ofARingTheSecondEigenvalueIsThatOfItsSlowestWave(int nodes) {
        Spectrum spectrum = Spectrum.of(new Ring().generate(nodes, 0));

        double shortest = 2 * Math.PI * Math.floorDiv(nodes, 2) / nodes;
        assertThat(spectrum.second()).isCloseTo(1 / 3.0 + 2 / 3.0 * Math.cos(2 * Math.PI / nodes), within(1e-10));
        assertThat(spectrum.smallest()).isCloseTo(1 / 3.0 + 2 / 3.0 * Math.cos(shortest), within(1e-10));
        assertThat(spectrum.settled()).isTrue();
    }

    /// 1 − 2k / (digits + 1) for k = 0 … digits.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10})
    void ofAHypercubeTheEigenvaluesAreEquallyFarApart(int digits) {
        Spectrum spectrum = Spectrum.of(new Hypercube().generate(1 << digits, 0));

        assertThat(spectrum.second()).isCloseTo(1 - 2.0 / (digits + 1), within(1e-10));
        assertThat(spectrum.smallest()).isCloseTo(1 - 2.0 * digits / (digits + 1), within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 300})
    void ofACompleteGraphAllButTheFirstAreZero(int nodes) {
        Spectrum spectrum = Spectrum.of(new Complete().generate(nodes, 0));

        assertThat(spectrum.contraction()).isCloseTo(0, within(1e-12));
        assertThat(spectrum.gap()).isCloseTo(1, within(1e-12));
    }

    /// A leaf's weight is 1 / nodes, so that all eigenvalues but two are 1 − 1 / nodes.
    @ParameterizedTest
    @ValueSource(ints = {3, 6, 36, 500})
    void ofAStarAllLeavesLearnFromOneAnotherAtTheSamePace(int nodes) {
        assertThat(Spectrum.of(new Star().generate(nodes, 0)).second()).isCloseTo(1 - 1.0 / nodes, within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEigenvaluesAreThoseOfTheWholeMatrix(int seed) {
        int nodes = 12 + seed % 29;
        for (Generator family : List.of(new RandomRegular(4), new SmallWorld(2, 0.3), new ErdosRenyi(0.2))) {
            Graph graph = family.generate(nodes, seed);
            double[] all = Eigenvalues.ofMixing(graph);
            Spectrum spectrum = Spectrum.of(graph);

            assertThat(all[nodes - 1]).isCloseTo(1, within(1e-12));
            assertThat(spectrum.second()).isCloseTo(all[nodes - 2], within(1e-9));
            assertThat(spectrum.smallest()).isCloseTo(all[0], within(1e-9));
            assertThat(spectrum.contraction())
                    .isCloseTo(Math.max(Math.abs(all[nodes - 2]), Math.abs(all[0])), within(1e-9));
        }
    }

    @Test
    void nodesThatNoWayConnectsNeverAgree() {
        Spectrum spectrum = Spectrum.of(Graph.builder(5).edge(0, 1).edge(2, 3).build());

        assertThat(spectrum.second()).isEqualTo(1);
        assertThat(spectrum.gap()).isZero();
    }

    @Test
    void aSingleNodeAgreesWithItself() {
        assertThat(Spectrum.of(new Line().generate(1, 0))).isEqualTo(new Spectrum(0, 0, true));
    }

    @Test
    void theGapOfALongRingIsExactToFourDigits() {
        Spectrum spectrum = Spectrum.of(new Ring().generate(2_000, 0));

        double gap = 2 / 3.0 * (1 - Math.cos(2 * Math.PI / 2_000));
        assertThat(spectrum.gap()).isCloseTo(gap, within(1e-4 * gap));
    }
}
