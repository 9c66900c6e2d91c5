package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DynamicRegularTest {
    static List<String> iterations() {
        return GoldenLines.of("dynamic-case.txt");
    }

    @ParameterizedTest
    @MethodSource("iterations")
    void graphsAndFirstNeighboursAreThoseOfAReferenceRun(String line) {
        List<String> parts = GoldenLines.parts(line);
        int iteration = GoldenLines.numbers(parts.get(0))[0];
        Graph graph = new DynamicRegular(8, 4, 90, false).at(new Step(iteration, 0));

        assertThat(LawsOfGraphs.edges(graph))
                .containsExactly(parts.get(1).strip().split(" ", -1));
        int[] first = GoldenLines.numbers(parts.get(2));
        for (int node = 0; node < first.length; node++) {
            assertThat(graph.neighbours(node)[0]).as("node %d", node).isEqualTo(first[node]);
        }
    }

    @Test
    void neighboursOfNodeZeroAreTheReferences() {
        DynamicRegular topology = new DynamicRegular(128, 6, 90, false);

        assertThat(topology.at(new Step(0, 0)).neighbours(0)).containsExactlyInAnyOrder(1, 28, 33, 83, 93, 97);
        assertThat(topology.at(new Step(1, 0)).neighbours(0)).containsExactlyInAnyOrder(6, 31, 54, 59, 67, 107);
    }

    @Test
    void allMixingStepsOfAnIterationShareAGraphUnlessEveryOneHasItsOwn() {
        DynamicRegular calm = new DynamicRegular(20, 4, 97, false);
        DynamicRegular lively = new DynamicRegular(20, 4, 97, true);

        assertThat(calm.at(new Step(3, 0))).isEqualTo(new ReferenceRegular(4).generate(20, 9_700_003));
        assertThat(calm.at(new Step(3, 2))).isSameAs(calm.at(new Step(3, 0)));
        assertThat(lively.at(new Step(3, 0))).isEqualTo(new ReferenceRegular(4).generate(20, 39_700_000));
        assertThat(lively.at(new Step(3, 2))).isEqualTo(new ReferenceRegular(4).generate(20, 39_700_002));
    }

    @Test
    void aForgottenGraphComesBackTheSame() {
        DynamicRegular topology = new DynamicRegular(20, 4, 1, false);
        Graph first = topology.at(new Step(0, 0));
        for (int iteration = 1; iteration < 60; iteration++) {
            topology.at(new Step(iteration, 0));
        }

        assertThat(topology.at(new Step(0, 0))).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyThreadsAskingAtOnceGetTheSameGraphs() throws InterruptedException, ExecutionException {
        DynamicRegular topology = new DynamicRegular(64, 6, 5, true);
        List<Callable<List<Graph>>> nodes = new ArrayList<>();
        for (int node = 0; node < 64; node++) {
            nodes.add(() -> firstGraphs(topology));
        }
        List<Graph> expected = firstGraphs(new DynamicRegular(64, 6, 5, true));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Graph>> answer : threads.invokeAll(nodes, 50, TimeUnit.SECONDS)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    private static List<Graph> firstGraphs(DynamicRegular topology) {
        List<Graph> graphs = new ArrayList<>();
        for (int iteration = 0; iteration < 10; iteration++) {
            for (int mixing = 0; mixing < 3; mixing++) {
                graphs.add(topology.at(new Step(iteration, mixing)));
            }
        }
        return graphs;
    }

    @Test
    void refusesWhatCannotBeBeforeTheFirstStep() {
        assertThatThrownBy(() -> new DynamicRegular(5, 3, 1, false))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("nodes × degree of a regular graph must be even");
        assertThatThrownBy(() -> new DynamicRegular(4, 4, 1, false)).hasMessageContaining("must be 0 … 3, was 4");
        assertThatThrownBy(() -> new DynamicRegular(4, 2, Long.MIN_VALUE, true))
                .hasMessageStartingWith("seed of a dynamic topology must be smaller than");
    }

    @Test
    void aNegativeSeedIsAnswered() {
        assertThat(new DynamicRegular(10, 4, -90, false).at(new Step(2, 0)))
                .isEqualTo(new ReferenceRegular(4).generate(10, 8_999_998));
    }
}
