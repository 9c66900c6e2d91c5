package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnePeerExponentialTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 128})
    void everyNodeHasOnePeerAtEveryStep(int nodes) {
        OnePeerExponential topology = new OnePeerExponential(nodes, 3);
        for (int position = 0; position < 12; position++) {
            Graph graph = topology.at(new Step(position / 3, position % 3));

            LawsOfGraphs.hold(graph);
            assertThat(graph.regular()).isTrue();
            assertThat(graph.degree(0)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 128})
    void asManyStepsAsDigitsLeaveEveryNodeWithTheMean(int nodes) {
        OnePeerExponential topology = new OnePeerExponential(nodes, 2);
        double[] values =
                IntStream.range(0, nodes).mapToDouble(node -> node * node).toArray();
        double mean = IntStream.range(0, nodes)
                .mapToDouble(node -> (double) node * node)
                .average()
                .orElseThrow();
        for (int position = 1; 1 << (position - 1) < nodes; position++) {
            Graph graph = topology.at(new Step(position / 2, position % 2));
            double[] before = values;
            values = IntStream.range(0, nodes)
                    .mapToDouble(node -> (before[node] + before[graph.neighbours(node)[0]]) / 2)
                    .toArray();
        }

        for (double value : values) {
            assertThat(value).isCloseTo(mean, within(1e-9));
        }
    }

    @Test
    void needsAPowerOfTwo() {
        assertThatThrownBy(() -> new OnePeerExponential(12, 1))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "nodes of a one-peer exponential topology must be a power of two, was 12; use 8 or 16 nodes");
        assertThatThrownBy(() -> new OnePeerExponential(1, 1)).hasMessageContaining("must be at least 2, was 1");
        assertThatThrownBy(() -> new OnePeerExponential(8, 0)).hasMessage("mixing steps must be at least 1, was 0");
    }

    @Test
    void aStaticTopologyIsTheSameAtEveryStep() {
        Graph ring = new Ring().generate(5, 0);
        Topology topology = new StaticTopology(ring);

        assertThat(topology.at(new Step(0, 0))).isSameAs(ring).isSameAs(topology.at(new Step(7, 2)));
        assertThatThrownBy(() -> new Step(-1, 0)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new Step(0, -1)).hasMessage("mixing step must not be negative, was -1");
    }
}
