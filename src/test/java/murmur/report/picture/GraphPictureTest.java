package murmur.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import murmur.topology.ErdosRenyi;
import murmur.topology.Graph;
import murmur.topology.Line;
import murmur.topology.RandomRegular;
import murmur.topology.Ring;
import murmur.topology.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphPictureTest {
    private static final Pattern DISC = Pattern.compile("<circle cx=\"([\\d.]+)\" cy=\"([\\d.]+)\" r=\"([\\d.]+)\"");

    private static String svg(Graph graph) {
        return new String(new GraphPicture(graph, "g<&>").svg(), StandardCharsets.UTF_8);
    }

    private static List<Point> discs(String svg) {
        String nodes = svg.substring(0, svg.indexOf("<g id=\"legend\">"));
        return DISC.matcher(nodes)
                .results()
                .map(found -> new Point(Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))))
                .toList();
    }

    static IntStream sizes() {
        return IntStream.of(5, 16, 36, 64, 128);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void discsNeitherOverlapNorLeaveTheSheet(int nodes) {
        String svg = svg(new RandomRegular(4).generate(nodes, 1));
        var radius = DISC.matcher(svg);
        assertThat(radius.find()).isTrue();
        double apart = 2 * Double.parseDouble(radius.group(3));
        List<Point> discs = discs(svg);

        assertThat(discs).hasSize(nodes).allSatisfy(disc -> {
            assertThat(disc.x()).isBetween(apart / 2, 1000 - apart / 2);
            assertThat(disc.y()).isGreaterThan(apart / 2);
        });
        for (int a = 0; a < nodes; a++) {
            for (int b = 0; b < a; b++) {
                assertThat(discs.get(a).distance(discs.get(b))).isGreaterThan(apart);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 128})
    void everyEdgeIsDrawnOnceAndEveryNodeHasItsNumber(int nodes) {
        Graph graph = new RandomRegular(6).generate(nodes, 2);
        String svg = svg(graph);

        assertThat(svg.split("<path ", -1)).hasSize(graph.edges() + 1);
        for (int node = 0; node < nodes; node++) {
            assertThat(svg).contains(">" + node + "</text>");
        }
    }

    @Test
    void theSameGraphGivesTheSamePicture() {
        Graph graph = new ErdosRenyi(0.1).generate(40, 3);

        assertThat(svg(graph)).isEqualTo(svg(graph));
    }

    @Test
    void aRingIsACircle() {
        Point middle = new Point(500, 560);
        assertThat(discs(svg(new Ring().generate(16, 0))))
                .allSatisfy(disc -> assertThat(disc.distance(middle)).isCloseTo(460, within(0.2)));
    }

    @Test
    void aStarHasItsHubInTheMiddle() {
        List<Point> discs = discs(svg(new Star().generate(9, 0)));

        assertThat(discs.subList(1, 9))
                .allSatisfy(leaf -> assertThat(leaf.distance(discs.getFirst())).isCloseTo(460, within(0.2)));
    }

    /// Stress is zero on a straight line only.
    @Test
    void aLineIsStretched() {
        List<Point> discs = discs(svg(new Line().generate(12, 0)));

        double steps = IntStream.range(1, 12)
                .mapToDouble(node -> discs.get(node).distance(discs.get(node - 1)))
                .sum();
        assertThat(discs.getFirst().distance(discs.getLast())).isGreaterThan(0.95 * steps);
    }

    @Test
    void aGraphWithoutEdgesAndASingleNodeCanBeDrawn() {
        assertThat(discs(svg(Graph.builder(5).build()))).hasSize(5);
        assertThat(discs(svg(Graph.builder(1).build()))).hasSize(1);
        assertThat(discs(svg(Graph.builder(2).edge(0, 1).build()))).hasSize(2);
    }

    @Test
    void namesAreEscapedAndDegreesExplained() {
        assertThat(svg(new Star().generate(4, 0)))
                .contains("g&lt;&amp;&gt;: 4 nodes, 3 edges, degree 1–3")
                .contains(">degree</text>");
        assertThat(svg(new Ring().generate(4, 0))).doesNotContain(">degree</text>");
    }
}
