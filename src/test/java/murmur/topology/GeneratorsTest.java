package murmur.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorsTest {
    @Test
    void everyFamilyHasItsWord() {
        assertThat(Generators.parse("regular 6")).isEqualTo(new RandomRegular(6));
        assertThat(Generators.parse("reference-regular 6")).isEqualTo(new ReferenceRegular(6));
        assertThat(Generators.parse(" ring ")).isEqualTo(new Ring());
        assertThat(Generators.parse("line")).isEqualTo(new Line());
        assertThat(Generators.parse("star")).isEqualTo(new Star());
        assertThat(Generators.parse("complete")).isEqualTo(new Complete());
        assertThat(Generators.parse("torus")).isEqualTo(new Torus());
        assertThat(Generators.parse("hypercube")).isEqualTo(new Hypercube());
        assertThat(Generators.parse("exponential")).isEqualTo(new Exponential());
        assertThat(Generators.parse("small-world  3\t0.1")).isEqualTo(new SmallWorld(3, 0.1));
        assertThat(Generators.parse("erdos-renyi 0.2")).isEqualTo(new ErdosRenyi(0.2));
        assertThat(Generators.parse("one-peer-exponential 2")).isEqualTo(new OnePeerStep(2));
        assertThat(Generators.parse("from-file a.edges"))
                .isEqualTo(new FromFile(Path.of("a.edges"), GraphFile.Format.EDGES));
        assertThat(Generators.parse(List.of("connected", "my graph", "adjacency")))
                .isEqualTo(new Connected(Path.of("my graph"), GraphFile.Format.ADJACENCY));
        assertThat(Generators.usages()).hasSize(14).contains("small-world EACH-SIDE REWIRING");
    }

    @ParameterizedTest
    @CsvSource({
        "regulr 6,regular",
        "Ring,ring",
        "hypercub,hypercube",
        "erdos 0.2,erdos-renyi",
        "smallworld 3 0.1,small-world"
    })
    void anUnknownWordIsAnsweredWithTheNearestKnownOne(String text, String nearest) {
        assertThatThrownBy(() -> Generators.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("graph must be one of regular, reference-regular, ring, ")
                .hasMessageEndingWith("; did you mean " + nearest + "?");
    }

    @Test
    void aWordFarFromAllIsAnsweredWithTheListAlone() {
        assertThatThrownBy(() -> Generators.parse("mesh-of-everything"))
                .hasMessageEndingWith("small-world, from-file, connected, was 'mesh-of-everything'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regular           | graph must be written 'regular DEGREE', was 'regular'
            ring 3            | graph must be written 'ring', was 'ring 3'
            regular six       | graph 'regular six': DEGREE must be a whole number, was 'six'
            regular -2        | graph 'regular -2': degree of a regular graph must not be negative, was -2
            erdos-renyi p     | graph 'erdos-renyi p': PROBABILITY must be a number, was 'p'
            erdos-renyi NaN   | graph 'erdos-renyi NaN': probability of an edge must be 0 … 1, was NaN
            erdos-renyi 1.5   | graph 'erdos-renyi 1.5': probability of an edge must be 0 … 1, was 1.5
            small-world 0 0.1 | graph 'small-world 0 0.1': neighbours on each side of a small world must be at \
            least 1, was 0
            small-world 3 -1  | graph 'small-world 3 -1': probability of rewiring must be 0 … 1, was -1.0
            """)
    void wrongParametersAreNamed(String text, String complaint) {
        assertThatThrownBy(() -> Generators.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessage(complaint);
    }
}
