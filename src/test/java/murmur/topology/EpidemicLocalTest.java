package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import murmur.BadInput;
import org.junit.jupiter.api.Test;

class EpidemicLocalTest {
    private static final int NODES = 30;
    private static final int FAN_OUT = 4;

    @Test
    void everyNodeSendsToAsManyDifferentOthers() {
        Arrows arrows = new EpidemicLocal(NODES, FAN_OUT, 90, Optional.empty()).at(new Step(3, 0));
        for (int node = 0; node < NODES; node++) {
            assertThat(arrows.receivers(node))
                    .hasSize(FAN_OUT)
                    .doesNotHaveDuplicates()
                    .doesNotContain(node);
            assertThat(arrows.receiverCount(node)).isEqualTo(FAN_OUT);
        }
    }

    @Test
    void receiversKnowWhoSends() {
        Arrows arrows = new EpidemicLocal(NODES, FAN_OUT, 90, Optional.empty()).at(new Step(3, 0));
        for (int node = 0; node < NODES; node++) {
            int receiver = node;
            int[] naming = java.util.stream.IntStream.range(0, NODES)
                    .filter(sender -> Arrays.stream(arrows.receivers(sender)).anyMatch(to -> to == receiver))
                    .toArray();
            assertThat(arrows.senders(node)).containsExactly(naming);
            assertThat(arrows.senderCount(node)).isEqualTo(naming.length);
        }
    }

    @Test
    void allOthersAreEquallyLikely() {
        EpidemicLocal topology = new EpidemicLocal(11, 3, 90, Optional.empty());
        int[] chosen = new int[11];
        int steps = 20_000;
        for (int iteration = 0; iteration < steps; iteration++) {
            for (int receiver : topology.at(new Step(iteration, 0)).receivers(5)) {
                chosen[receiver]++;
            }
        }
        assertThat(chosen[5]).isZero();
        for (int node = 0; node < 11; node++) {
            if (node != 5) {
                // Six standard deviations of a binomial count.
                assertThat(chosen[node] / (double) steps).isCloseTo(0.3, within(6 * Math.sqrt(0.21 / steps)));
            }
        }
    }

    @Test
    void aGraphLimitsWhomANodeSendsTo() {
        Graph graph = new Ring().generate(8, 0);
        EpidemicLocal topology = new EpidemicLocal(8, 1, 7, Optional.of(graph));
        for (int iteration = 0; iteration < 20; iteration++) {
            for (int node = 0; node < 8; node++) {
                assertThat(graph.hasEdge(
                                node, topology.at(new Step(iteration, 0)).receivers(node)[0]))
                        .isTrue();
            }
        }
    }

    @Test
    void choicesChangeWithStepAndSeedOnly() {
        EpidemicLocal topology = new EpidemicLocal(NODES, FAN_OUT, 90, Optional.empty());
        int[] chosen = topology.at(new Step(0, 0)).receivers(0);
        for (int iteration = 1; iteration < 40; iteration++) {
            topology.at(new Step(iteration, 0));
        }
        assertThat(topology.at(new Step(0, 0)).receivers(0)).containsExactly(chosen);
        assertThat(topology.at(new Step(0, 1)).receivers(0)).isNotEqualTo(chosen);
        assertThat(new EpidemicLocal(NODES, FAN_OUT, 91, Optional.empty())
                        .at(new Step(0, 0))
                        .receivers(0))
                .isNotEqualTo(chosen);
    }

    @Test
    void aNodeCannotSendToMoreNodesThanThereAre() {
        assertThatThrownBy(() -> new EpidemicLocal(4, 4, 1, Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("at most the nodes to choose from, 3");
    }
}
