package murmur.launch.grid5000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Grid5000FileTest {
    private static final String MINIMAL = """
            {"job_name": "a", "walltime": "4:30:00", "GRAPH_FILE": "ring.edges", "NB_AGENTS": 6, "NB_MACHINE": 4,
             "NB_ITERATION": 10, "EVAL_FILE": "testingPeerSampler.py", "TEST_AFTER": 5, "LOG_LEVEL": "INFO",
             "CONFIG_NAME": "my.ini", "cluster": "gros", "LOCAL_SAVE_DIR": "results"}
            """;

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("g5k_config"));
    }

    private Grid5000File read(String json) throws IOException {
        return Grid5000File.read(Files.writeString(folder.resolve("a.json"), json));
    }

    private Grid5000File with(String more) throws IOException {
        return read(MINIMAL.replace("{", "{" + more + ", "));
    }

    private void place(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void keysThatAreNotGivenHaveTheReferencesDefaults() throws IOException {
        Grid5000File file = read(MINIMAL);
        assertThat(file.work().averagingSteps()).isEqualTo(1);
        assertThat(file.reservation().queue()).isEqualTo("default");
        assertThat(file.reservation().jobTypes()).isEmpty();
        assertThat(file.keeping()).isEqualTo(new Grid5000File.Keeping("results", false, false));
    }

    @Test
    void nodesThatDoNotDivideEvenlyAreSpread() throws IOException {
        Grid5000File file = read(MINIMAL);
        assertThat(file.nodesPerMachine()).containsExactly(2, 2, 1, 1);
        assertThat(file.overrides(Path.of("g")))
                .hasEntrySatisfying(
                        "procs_per_machine", given -> assertThat(given.value()).isEqualTo("2 2 1 1"));
    }

    @Test
    void aScriptForOneRoundIgnoresTheNumberOfAveragingSteps() throws IOException {
        Grid5000File file = with("\"AVERAGING_STEPS\": 10");
        assertThat(file.work().averagingSteps()).isEqualTo(10);
        assertThat(file.work().averagingRounds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"DOWNLOAD_ALL\": \"True\"|true|false",
                "\"DOWNLOAD_ALL\": \"False\"|false|false",
                "\"DOWNLOAD_ALL\": true|true|false",
                "\"STORAGE\": \"GROUP\"|false|true",
                "\"STORAGE\": \"HOME\"|false|false"
            })
    void keepingFollowsTheKeys(String more, boolean everything, boolean group) throws IOException {
        assertThat(with(more).keeping()).isEqualTo(new Grid5000File.Keeping("results", everything, group));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"job_type\": \"night\"|[night]",
                "\"job_type\": [[]]|[]",
                "\"job_type\": [\"night\", \"exotic\"]|[night, exotic]",
                "\"job_type\": \"night\", \"queue\": \"production\"|[]"
            })
    void jobTypesFollowTheKeys(String more, String types) throws IOException {
        assertThat(with(more).reservation().jobTypes()).hasToString(types);
    }

    @Test
    void tenMinutesMoreAreReserved() {
        assertThat(Walltime.parse("23:55:10").reserved()).hasToString("24:05:10");
        assertThat(Walltime.parse("100:90:00").duration()).isEqualTo(Duration.ofMinutes(100 * 60 + 90));
    }

    @Test
    void longJobNamesEndInADigestThatNeverChanges() throws IOException {
        String name = "n".repeat(200);
        String cut =
                read(MINIMAL.replace("\"a\"", "\"" + name + "\"")).reservation().schedulerName();
        assertThat(cut).hasSize(100).startsWith("nnn").isEqualTo("n".repeat(83) + "-1be63cc0bde6bd45");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"STORAGES\": 1", "\"AVERAGING_STEPS\": \"3\"", "\"DOWNLOAD_ALL\": \"yes\""})
    void whatCannotBeMeantIsRefusedByName(String more) {
        assertThatThrownBy(() -> with(more))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining(more.substring(1, more.indexOf(':') - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"testingSTC.py", "testingKNN.py", "testingKFN.py", "testingFederated.py", "other.py"})
    void scriptsThatCannotBeRunAreRefused(String script) {
        assertThatThrownBy(() -> read(MINIMAL.replace("testingPeerSampler.py", script)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("EVAL_FILE")
                .hasMessageContaining(script);
    }

    @Test
    void otherKeysAreIgnoredAsTheReferenceDoes() throws IOException {
        assertThat(with("\"a comment of mine\": 1").ignored()).containsExactly("a comment of mine");
    }

    @Test
    void filesAreFoundInTheFolderBesideThatOfTheFile() throws IOException {
        place("run_configuration/my.ini", "");
        place("run_configuration/ring.edges", "6\n");
        Grid5000Inputs inputs = Grid5000Inputs.of(read(MINIMAL), List.of());
        assertThat(inputs.configuration()).isEqualTo(home.resolve("run_configuration/my.ini"));
        assertThat(inputs.graph()).isEqualTo(home.resolve("run_configuration/ring.edges"));
    }

    @Test
    void foldersTheUserNamesComeFirst() throws IOException {
        place("run_configuration/my.ini", "");
        place("run_configuration/ring.edges", "6\n");
        place("mine/my.ini", "");
        Grid5000Inputs inputs = Grid5000Inputs.of(read(MINIMAL), List.of(home.resolve("mine")));
        assertThat(inputs.configuration()).isEqualTo(home.resolve("mine/my.ini"));
        assertThat(inputs.graph()).isEqualTo(home.resolve("run_configuration/ring.edges"));
    }

    @Test
    void allMissingFilesAreNamedAtOnceWithWhatMayBeMeant() throws IOException {
        place("run_configuration/my2.ini", "");
        place("run_configuration/6_nodes.edges", "6\n");
        place("run_configuration/7_nodes.edges", "7\n");
        Grid5000File file = read(MINIMAL);
        assertThatThrownBy(() -> Grid5000Inputs.of(file, List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("CONFIG_NAME must name a file that exists, was my.ini (did you mean my2.ini?)")
                .hasMessageContaining("was ring.edges (did you mean 6_nodes.edges, which has 6 nodes?)");
    }
}
