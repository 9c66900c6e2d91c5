package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import murmur.BadInput;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static Graph triangleAndPair() {
        return Graph.builder(6).edge(0, 1).edge(1, 2).edge(2, 0).edge(3, 5).build();
    }

    @Test
    void countsNodesEdgesAndDegrees() {
        Graph graph = triangleAndPair();

        assertThat(graph.nodes()).isEqualTo(6);
        assertThat(graph.edges()).isEqualTo(4);
        assertThat(graph.degree(0)).isEqualTo(2);
        assertThat(graph.degree(4)).isZero();
        assertThat(graph.regular()).isFalse();
        assertThat(graph.neighbours(3)).containsExactly(5);
        assertThat(graph.neighbours(4)).isEmpty();
    }

    @Test
    void knowsItsEdgesInBothDirectionsAndNoOthers() {
        Graph graph = triangleAndPair();

        assertThat(graph.hasEdge(0, 2)).isTrue();
        assertThat(graph.hasEdge(2, 0)).isTrue();
        assertThat(graph.hasEdge(0, 3)).isFalse();
        assertThat(graph.hasEdge(0, 0)).isFalse();
        assertThat(graph.hasEdge(-1, 0)).isFalse();
        assertThat(graph.hasEdge(0, 6)).isFalse();
    }

    @Test
    void describesHowItFallsApart() {
        assertThat(triangleAndPair().components()).isEqualTo(3);
        assertThat(triangleAndPair().connected()).isFalse();
        assertThat(triangleAndPair().describeComponents()).isEqualTo("3 components, the smallest has nodes [4]");
        assertThat(new Line().generate(5, 0).describeComponents()).isEqualTo("connected");
    }

    @Test
    void namesTenNodesOfALargeComponentAndTheirNumber() {
        GraphBuilder twoLines = Graph.builder(40);
        for (int node = 0; node < 38; node++) {
            twoLines.edge(node, node + 2);
        }

        assertThat(twoLines.build().describeComponents())
                .isEqualTo("2 components, the smallest has nodes [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, … (20 in all)]");
    }

    @Test
    void anEdgeGivenTwiceCountsOnce() {
        Graph graph = Graph.builder(3).edge(0, 1).edge(1, 0).edge(0, 1).build();

        assertThat(graph.edges()).isEqualTo(1);
        assertThat(graph).isEqualTo(Graph.builder(3).edge(0, 1).build());
    }

    @Test
    void neighboursKeepTheOrderTheReferenceHasAfterPickling() {
        GraphBuilder star = Graph.builder(128);
        for (int neighbour : new int[] {107, 12, 118, 88, 89, 95}) {
            star.edge(127, neighbour);
        }

        assertThat(star.build().neighbours(127)).containsExactly(107, 12, 118, 88, 89, 95);
    }

    @Test
    void insertionOrderDecidesBetweenNeighboursThatCollide() {
        assertThat(Graph.builder(20).edge(0, 8).edge(0, 16).build().neighbours(0))
                .containsExactly(8, 16);
        assertThat(Graph.builder(20).edge(0, 16).edge(0, 8).build().neighbours(0))
                .containsExactly(16, 8);
    }

    @Test
    void changingAnArrayOfNeighboursLeavesTheGraphAlone() {
        Graph graph = triangleAndPair();
        graph.neighbours(3)[0] = 4;

        assertThat(graph.neighbours(3)).containsExactly(5);
    }

    @Test
    void refusesEdgesThatCannotBe() {
        assertThatThrownBy(() -> Graph.builder(3).edge(0, 3))
                .isInstanceOf(BadInput.class)
                .hasMessage("node number must be 0 … 2, was 3");
        assertThatThrownBy(() -> Graph.builder(3).edge(-1, 2)).hasMessage("node number must be 0 … 2, was -1");
        assertThatThrownBy(() -> Graph.builder(3).edge(1, 1))
                .hasMessage("the two ends of an edge must differ, was 1 and 1");
        assertThatThrownBy(() -> Graph.builder(0)).hasMessageStartingWith("number of nodes must be 1 … ");
    }

    @Test
    void refusesAnArcWithoutItsReverse() {
        assertThatThrownBy(() -> Graph.builder(4).edge(0, 1).arc(2, 3).build())
                .isInstanceOf(BadInput.class)
                .hasMessage("edge 2 → 3 must be given in the other direction too, was given in one only;"
                        + " graphs are undirected in this version");
        assertThatThrownBy(() -> Graph.builder(4).arc(3, 2).build()).hasMessageStartingWith("edge 3 → 2 must");
    }
}
