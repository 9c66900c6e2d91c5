package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.attack.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackSectionTest {
    private static final String REST = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            [SHARING]
            sharing_class = Sharing
            [EXPERIMENT]
            graph = ring
            nodes = 8
            iterations = 12
            test_after = 5
            """;

    @TempDir
    private Path folder;

    private Optional<AttackPlan> read(String section) throws IOException {
        Path ini = Files.writeString(folder.resolve("c.ini"), REST + section);
        return ExperimentFile.read(ini, Map.of()).attack();
    }

    private AttackPlan plan(String keys) throws IOException {
        return read("[ATTACK]\n" + keys).orElseThrow();
    }

    @Test
    void withoutTheSectionNothingIsAttacked() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void aSectionWithoutKeysAttacksAllNodesWheneverTheyAreTested() throws IOException {
        AttackPlan plan = plan("");
        assertThat(plan.adversary().names()).containsExactly("threshold", "biasedthreshold", "linkability");
        assertThat(plan.adversary().view()).isEqualTo(new Views.FirstNeighbour());
        assertThat(plan.victims()).hasSize(8);
        assertThat(plan.due(IntStream.range(0, 12))).containsExactly(0, 4, 9);
    }

    @Test
    void keysSayWhoAttacksWhomHowAndWhen() throws IOException {
        AttackPlan plan =
                plan("attacks = linkability , rmia\nview = coalition:1,2\nattack_after = 6\nvictims = 0-2, 7\n");
        assertThat(plan.adversary().names()).containsExactly("linkability", "rmia");
        assertThat(plan.adversary().view()).isEqualTo(new Views.Coalition(Set.of(1, 2)));
        assertThat(plan.victims()).containsExactlyInAnyOrder(0, 1, 2, 7);
        assertThat(plan.due(IntStream.range(0, 12))).containsExactly(0, 5, 11);
        assertThat(plan.includes(7, 5)).isTrue();
        assertThat(plan.includes(3, 5)).isFalse();
        assertThat(plan.includes(7, 6)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    attacks = treshold          | attacks must be attacks separated by commas
                    attacks = threshold, lyra   | was "threshold, lyra"; did you mean "lira"?
                    attacks =                   | attacks must be attacks separated by commas
                    view = second               | view must be first, neighbours, coalition:1,2,5
                    view = neighbors            | did you mean "neighbours"?
                    view = first ; the usual    | a comment behind a value is not removed
                    view = coalition:3,8        | view must name nodes, which are 0 to 7, was coalition:3,8
                    view = coalition:0,1,2,3,4,5,6,7 | view must leave out one of the victims
                    attack_after = 0            | attack_after must be a whole number of at least 1, was 0
                    victims = 3-1               | victims must be nodes such as 0-3,7, out of 0 to 7, was 3-1
                    victims = 5-8               | victims must be nodes such as 0-3,7, out of 0 to 7, was 5-8
                    victims = all               | victims must be nodes such as 0-3,7
                    atacks = threshold          | did you mean "attacks"?
                    """)
    void wrongValuesAreRefusedWithTheirPlace(String line, String complaint) {
        assertThatThrownBy(() -> plan(line + "\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(folder.resolve("c.ini") + ":12: [ATTACK] ")
                .hasMessageContaining(complaint.strip());
    }

    @Test
    void aMisspeltSectionIsNotOverlooked() {
        assertThatThrownBy(() -> read("[ATTACKS]\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean [ATTACK]?");
    }
}
