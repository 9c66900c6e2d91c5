package murmur.topology;

import static murmur.topology.GraphFile.Format.ADJACENCY;
import static murmur.topology.GraphFile.Format.EDGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("some.graph"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | :1: the first line must be the number of nodes, alone, was missing
            '\\n0 1\\n'           | :1: the first line must be the number of nodes, alone, was blank
            '3 4\\n0 1\\n'        | :1: the first line must be the number of nodes, alone, was '3 4'
            'three\\n0 1\\n'      | :1: number of nodes must be a whole number, was 'three'
            '0\\n'                | :1: number of nodes must be 1 … 16777216, was 0
            '-3\\n'               | :1: number of nodes must be 1 … 16777216, was -3
            '3\\n0 1\\n\\n1 2\\n' | :3: an edge must be two node numbers, was blank; remove the blank line
            '3\\n0 1\\n1 2\\n\\n' | :4: an edge must be two node numbers, was blank; remove the blank line
            '3\\n0 1 2\\n'        | :2: an edge must be two node numbers, was '0 1 2'; write one edge per line
            '3\\n0 1\\n2\\n'      | :3: an edge must be two node numbers, was '2'; write one edge per line
            '3\\n0 x\\n'          | :2: node number must be a whole number, was 'x'
            '3\\n0 1.0\\n'        | :2: node number must be a whole number, was '1.0'
            '3\\n0 99999999999\\n'| :2: node number must be a whole number, was '99999999999'
            '3\\n0 1\\n1 3\\n'    | :3: node number must be 0 … 2 (the first line says 3 nodes), was 3; \
            nodes are counted from 0
            '3\\n-1 2\\n'         | :2: node number must be 0 … 2 (the first line says 3 nodes), was -1; \
            nodes are counted from 0
            '3\\n0 1\\n2 2\\n'    | :3: the two ends of an edge must differ, was a self loop of node 2; \
            remove it: a node always keeps its own model
            '3\\n0 1\\n1 0\\n0 1\\n' | :4: an edge must be given once per direction, was a duplicate edge 0 1; \
            it is on line 2 already
            """)
    void everyMalformedLineOfAnEdgesFileIsAnErrorWithItsNumber(String text, String complaint) throws IOException {
        Path file = file(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> GraphFile.read(file, EDGES))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '3\\n1\\n0\\n'         | :3: an adjacency file must have one line per node (3), was 2; \
            a node without neighbours is an empty line
            '2\\n1\\n0\\n\\n'      | :4: an adjacency file must have one line per node (2), was 3; \
            a node without neighbours is an empty line
            '2\\n1\\n2\\n'         | :3: node number must be 0 … 1 (the first line says 2 nodes), was 2; \
            nodes are counted from 0
            '2\\n0 1\\n0\\n'       | :2: the two ends of an edge must differ, was a self loop of node 0; \
            remove it: a node always keeps its own model
            '2\\n1 1\\n0\\n'       | :2: an edge must be given once per direction, was a duplicate edge 0 1; \
            remove one of the two
            '2\\n1\\nzero\\n'      | :3: node number must be a whole number, was 'zero'
            '3\\n1 2\\n0 2\\n0\\n' | :3: neighbours must name each other, \
            was one-sided: node 1 names 2, node 2 does not name 1; add 1 to line 4; \
            directed graphs are not supported in this version
            """)
    void everyMalformedLineOfAnAdjacencyFileIsAnErrorWithItsNumber(String text, String complaint) throws IOException {
        Path file = file(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> GraphFile.read(file, ADJACENCY))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + complaint);
    }

    @Test
    void oneDirectionOfAnEdgeIsEnoughAndBothAreAllowed() throws IOException {
        Graph once = GraphFile.read(file("4\n0 1\n2 1\n2 3"), EDGES);
        Graph twice = GraphFile.read(file("4\r\n0 1\r\n1 0\r\n1\t2\r\n2 1\r\n  2   3 \r\n3 2\r\n"), EDGES);

        assertThat(once).isEqualTo(twice);
        assertThat(once.edges()).isEqualTo(3);
        assertThat(once.neighbours(1)).containsExactly(0, 2);
    }

    @Test
    void anEmptyLineOfAnAdjacencyFileIsANodeWithoutNeighbours() throws IOException {
        Graph graph = GraphFile.read(file("4\n2\n\n0 3\n2\n"), ADJACENCY);

        assertThat(graph).isEqualTo(Graph.builder(4).edge(0, 2).edge(2, 3).build());
        assertThat(graph.describeComponents()).isEqualTo("2 components, the smallest has nodes [1]");
    }

    @Test
    void neighboursComeInTheOrderOfTheLinesThatNameThem() throws IOException {
        assertThat(GraphFile.read(file("20\n0 16\n8 0\n"), EDGES).neighbours(0)).containsExactly(16, 8);
        assertThat(GraphFile.read(file("20\n8 0\n0 16\n"), EDGES).neighbours(0)).containsExactly(8, 16);
    }

    @Test
    void generatedGraphsAreWrittenByteForByteAsTheReferenceDoes() throws IOException {
        Path written = folder.resolve("written.edges");
        GraphFile.write(new ReferenceRegular(10).generate(36, 9_000_003), written, EDGES);

        assertThat(written).hasSameTextualContentAs(GoldenLines.file("regular-36-10-9000003.edges"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBackWithTheSameEdges(GraphFile.Format format) throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            Graph graph = new ErdosRenyi(0.05).generate(40, seed);
            Path written = folder.resolve(seed + ".graph");
            GraphFile.write(graph, written, format);

            assertThat(LawsOfGraphs.edges(GraphFile.read(written, format))).isEqualTo(LawsOfGraphs.edges(graph));
        }
    }

    @Test
    void aFileThatIsMissingOrBinaryOrAFolderIsNamed() throws IOException {
        Path missing = folder.resolve("nowhere.edges");
        assertThatThrownBy(() -> GraphFile.read(missing, EDGES))
                .isInstanceOf(BadInput.class)
                .hasMessage(missing + ": graph file must exist, was not found;"
                        + " check the path, or write a graph there first");
        assertThatThrownBy(() -> GraphFile.read(folder, EDGES))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(folder + ": graph file must be readable");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {51, 10, (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> GraphFile.read(binary, EDGES))
                .isInstanceOf(BadInput.class)
                .hasMessage(binary + ": graph file must be text, was not");
    }

    @Test
    void formatsGoByTheWordsOfTheReference() {
        assertThat(GraphFile.Format.parse("edges")).isEqualTo(EDGES);
        assertThat(GraphFile.Format.parse("adjacency")).isEqualTo(ADJACENCY).hasToString("adjacency");
        assertThatThrownBy(() -> GraphFile.Format.parse("edge"))
                .isInstanceOf(BadInput.class)
                .hasMessage("graph type must be edges or adjacency, was 'edge'");
    }
}
