package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;

/// What holds for every graph, whoever made it.
final class LawsOfGraphs {
    private LawsOfGraphs() {}

    /// All edges as `lower-higher`.
    static Set<String> edges(Graph graph) {
        Set<String> edges = new TreeSet<>();
        for (int node = 0; node < graph.nodes(); node++) {
            for (int neighbour : graph.neighbours(node)) {
                edges.add(Math.min(node, neighbour) + "-" + Math.max(node, neighbour));
            }
        }
        return edges;
    }

    /// Neighbours are mutual, differ from the node and from each other, and the counts agree with them.
    static void hold(Graph graph) {
        int total = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int[] neighbours = graph.neighbours(node);
            assertThat(neighbours)
                    .hasSize(graph.degree(node))
                    .doesNotHaveDuplicates()
                    .doesNotContain(node);
            for (int neighbour : neighbours) {
                assertThat(graph.hasEdge(neighbour, node)).isTrue();
            }
            assertThat(graph.listed(node)).containsExactlyInAnyOrder(neighbours);
            total += neighbours.length;
        }
        assertThat(graph.edges()).isEqualTo(total / 2).isEqualTo(edges(graph).size());
    }

    static void holdForRegular(Graph graph, int nodes, int degree) {
        hold(graph);
        assertThat(graph.nodes()).isEqualTo(nodes);
        assertThat(graph.regular()).isTrue();
        assertThat(graph.degree(0)).isEqualTo(degree);
        assertThat(graph.edges()).isEqualTo(nodes * degree / 2);
        assertThat(graph.connected()).isTrue();
    }
}
