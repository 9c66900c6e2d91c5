package murmur.launch.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static final Submission.Need NEED =
            new Submission.Need(1, "", Duration.ofMinutes(5), Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(strings = {"-x", "..", "a b", "$(id)", "`id`", "';--", "a\nb", "a/b", "", "é", "\"&|<>*?"})
    void noCharacterOfANameMeansAnythingToAShellOrToSql(String given) {
        assertThat(JobName.of(given, "murmur-1").text()).matches("[A-Za-z0-9_][A-Za-z0-9_.-]*-murmur-1");
    }

    @Test
    void aLongNameIsCutAndStaysTheSameAndItsOwn() {
        String one = JobName.of("x".repeat(300), "murmur-1").text();

        assertThat(one)
                .hasSize(100)
                .endsWith("-murmur-1")
                .isEqualTo(JobName.of("x".repeat(300), "murmur-1").text());
        assertThat(JobName.of("x".repeat(301), "murmur-1").text()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x' or 1=1 --", "a b", "x;y", "$(id)"})
    void whatIsNoClusterQueueOrTypeIsRefused(String bad) {
        assertThatThrownBy(() -> new Submission.Need(1, bad, Duration.ofMinutes(5), Duration.ZERO))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new Submission(JobName.of("a", "b"), "", NEED, bad, List.of()))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new Submission(JobName.of("a", "b"), "", NEED, "", List.of(bad)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void ofSeveralJobsOfANameTheOneThatIsNotOverCounts() {
        OarJob old = new OarJob(1, "t-x", "ada", "Running", List.of("n1", "n1", "n2"), 0, "");
        OarJob over = new OarJob(2, "t-x", "ada", "Error", List.of(), 0, "");
        OarJob other = new OarJob(3, "u-x", "ada", "Running", List.of(), 0, "");

        assertThat(OarJob.of(List.of(over, old, other), JobName.of("t", "x"))).contains(old);
        assertThat(OarJob.of(List.of(over, other), JobName.of("t", "x"))).contains(over);
        assertThat(old.nodes()).containsExactly("n1", "n2");
    }

    @Test
    void aLoginIsReadFromAFileThatNobodyElseReads(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("login"), "username: ada\npassword: 's3cret: #1'\nverify_ssl: no\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Login.read(file).header())
                .isEqualTo(Login.of(Map.of("GRID5000_USER", "ada", "GRID5000_PASSWORD", "s3cret: #1"))
                        .header());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Login.read(file)).isInstanceOf(BadInput.class).hasMessageContaining("chmod 600");
    }

    @Test
    void withoutALoginTheCureIsNamed() {
        assertThatThrownBy(() -> Login.of(Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(".python-grid5000");
    }
}
