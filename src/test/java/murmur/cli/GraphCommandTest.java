package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import murmur.topology.GraphFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphCommandTest {
    @TempDir
    Path folder;

    private Path at(String name) {
        return folder.resolve(name);
    }

    private Path graph(String name, Object... kind) {
        List<Object> words = new ArrayList<>(List.of("graph", "generate"));
        words.addAll(List.of(kind));
        words.addAll(List.of("-o", at(name)));
        Murmur made = murmur(words.toArray());
        assertThat(made.status()).as(made.err()).isZero();
        return at(name);
    }

    private JsonNode inspected(Object... words) {
        List<Object> all = new ArrayList<>(List.of("graph", "inspect", "--json"));
        all.addAll(List.of(words));
        Murmur run = murmur(all.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void generatingSaysInOneLineWhatWasMade() {
        Murmur made = murmur("graph", "generate", "regular", 6, "--nodes", 100, "--seed", 1, "-o", at("g.edges"));

        assertThat(made).isEqualTo(new Murmur(0, at("g.edges") + ": 100 nodes, 300 edges, degree 6, connected\n", ""));
        assertThat(GraphFile.read(at("g.edges"), GraphFile.Format.EDGES).edges())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regular 4",
                "reference-regular 4",
                "ring",
                "line",
                "star",
                "complete",
                "torus",
                "hypercube",
                "exponential",
                "one-peer-exponential 2",
                "erdos-renyi 0.4",
                "small-world 2 0.1"
            })
    void everyFamilyCanBeGeneratedInBothFormatsAndInspected(String kind) {
        List<String> words = new ArrayList<>(List.of(kind.split(" ", -1)));
        words.addAll(List.of("--nodes", "16", "-gt", "adjacency"));
        Path file = graph("g.adjacency", words.toArray());
        Path edges = graph("g.edges", "from-file", file, "adjacency");

        assertThat(inspected(edges)).isEqualTo(inspected(file, "--graph-type", "adjacency"));
    }

    @Test
    void connectingSaysWhichEdgesWereAdded() throws IOException {
        Path apart = Files.writeString(at("apart.edges"), "6\n0 1\n1 2\n3 4\n");

        Murmur made = murmur("graph", "generate", "connected", apart, "-o", at("whole.edges"));

        assertThat(made.err()).isEqualTo(apart + " has 3 components: added 2 edges: 0–3, 3–5\n");
        assertThat(made.out()).isEqualTo(at("whole.edges") + ": 6 nodes, 5 edges, degree 1–3, connected\n");
        assertThat(murmur("graph", "generate", "connected", at("whole.edges"), "-o", at("again.edges"))
                        .err())
                .isEqualTo(at("whole.edges") + " is connected: no edge added\n");
    }

    @Test
    void aGraphThatFallsApartIsAllowedAndSaid() {
        Murmur made = murmur("graph", "generate", "erdos-renyi", 0, "--nodes", 3, "-o", at("g.edges"));

        assertThat(made.status()).isZero();
        assertThat(made.err()).startsWith("warning: the graph is not connected: 3 components");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regular 3 --nodes 7       | nodes × degree of a regular graph must be even
            regular 7 --nodes 7       | degree of a regular graph of 7 nodes must be 0 … 6, was 7
            hypercube --nodes 12      | use 8 or 16 nodes
            torus --nodes 7           | use 9 nodes
            ring                      | the number of nodes must be given; add --nodes N
            rng --nodes 5             | did you mean ring?
            ring --nodes 5 -gt dot    | --graph-type: graph type must be edges or adjacency, was 'dot'
            from-file missing.edges   | graph file must exist, was not found
            ring --nodes x            | Invalid value for option '--nodes'
            """)
    void whatCannotBeMadeIsRefusedWithReasonAndCureAndWritesNothing(String words, String reason) throws IOException {
        List<Object> all = new ArrayList<>(List.of("graph", "generate"));
        all.addAll(List.of(words.split(" ", -1)));
        all.addAll(List.of("-o", at("g")));

        Murmur run = murmur(all.toArray());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(reason).doesNotContain("Exception");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereIsReplacedByForceOnly() throws IOException {
        Path file = Files.writeString(at("g.edges"), "precious");

        Murmur refused = murmur("graph", "generate", "ring", "--nodes", 5, "-o", file);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("murmur: -o: the output must be a new file, was " + file
                        + "; choose another name, or replace the file with --force\n");
        assertThat(file).hasContent("precious");

        graph("g.edges", "ring", "--nodes", 5, "--force");
        assertThat(inspected(file).get("edges").asInt()).isEqualTo(5);
        assertThat(folder.toFile().list()).containsExactly("g.edges");
    }

    @Test
    void whatIsNoFileIsNeverReplaced() {
        Murmur run = murmur("graph", "generate", "ring", "--nodes", 5, "--force", "-o", folder);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("the output must be a file, was " + folder);
    }

    @Test
    void theFiguresOfARingAreThoseOfTheBooks() {
        JsonNode ring = inspected(graph("ring.edges", "ring", "--nodes", 16));

        assertThat(ring.get("nodes").asInt()).isEqualTo(16);
        assertThat(ring.get("edges").asInt()).isEqualTo(16);
        assertThat(ring.get("degrees").get("2").asInt()).isEqualTo(16);
        assertThat(ring.get("connected").asBoolean()).isTrue();
        assertThat(ring.get("diameter").asInt()).isEqualTo(8);
        double second = 1 / 3.0 + 2 / 3.0 * Math.cos(2 * Math.PI / 16);
        assertThat(ring.get("second_eigenvalue").asDouble()).isCloseTo(second, within(1e-10));
        assertThat(ring.get("spectral_gap").asDouble()).isCloseTo(1 - second, within(1e-10));
        assertThat(ring.get("mixing_steps_to_1_percent").get("at_worst").asInt())
                .isEqualTo(89);
    }

    @Test
    void whatNeverAgreesHasNoFigureForIt() throws IOException {
        Path apart = Files.writeString(at("apart.edges"), "3\n0 1\n");

        JsonNode figures = inspected(apart);
        assertThat(figures.get("diameter").isNull()).isTrue();
        assertThat(figures.get("mixing_steps_to_1_percent").get("at_worst").isNull())
                .isTrue();
        Murmur shown = murmur("graph", "inspect", apart);
        assertThat(shown.out())
                .contains("connected            no: 2 components")
                .contains("infinite")
                .contains("mixing steps to 1 %  never");
        assertThat(shown.err())
                .isEqualTo("warning: the graph is not connected: 2 components, the smallest has nodes" + " [2]\n");
    }

    @Test
    void picturesAreWrittenInBothFormats() throws IOException {
        Path star = graph("star.edges", "star", "--nodes", 6);

        inspected(star, "--picture", at("star.svg"));
        inspected(star, "--picture", at("star.PNG"));

        assertThat(Files.readString(at("star.svg")))
                .startsWith("<svg ")
                .contains("star.edges: 6 nodes, 5 edges, degree 1–5")
                .contains("<title>node 0, degree 5</title>");
        assertThat(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(at("star.PNG"))))
                        .getWidth())
                .isEqualTo(2000);
    }

    @Test
    void aPictureOfAnotherKindIsRefusedBeforeAnythingIsRead() {
        Murmur run = murmur("graph", "inspect", at("missing.edges"), "--picture", at("g.pdf"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("murmur: --picture: the picture must end in .svg or .png, was " + at("g.pdf") + "\n");
    }

    @Test
    void tooLargeAGraphIsNotDrawn() {
        Path large = graph("large.edges", "ring", "--nodes", 2001);

        Murmur run = murmur("graph", "inspect", large, "--picture", at("g.svg"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("must be at most 2000, was 2001");
        assertThat(at("g.svg")).doesNotExist();
    }

    @Test
    void tenThousandNodesAreGeneratedAndInspected() {
        JsonNode figures = inspected(graph("g.edges", "regular", 6, "--nodes", 10_000, "--seed", 1));

        assertThat(figures.get("connected").asBoolean()).isTrue();
        assertThat(figures.get("diameter").asInt()).isBetween(6, 9);
        double friedman = (1 + 2 * Math.sqrt(5)) / 7;
        assertThat(figures.get("second_eigenvalue").asDouble()).isCloseTo(friedman, within(0.01));
    }

    @Test
    void withoutAWordTheCommandSaysWhichThereAre() {
        assertThat(murmur("graph").status()).isEqualTo(2);
        assertThat(murmur("graph", "generate", "--help").out()).contains("small-world EACH-SIDE REWIRING");
    }
}
