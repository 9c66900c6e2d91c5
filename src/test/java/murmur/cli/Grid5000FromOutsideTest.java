package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.launch.oar.Grid5000StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Launches from outside: a server with the shapes of Grid'5000's REST interface in front of a real OAR, and
/// ssh over a jump host.
@Tag("root")
@Timeout(400)
class Grid5000FromOutsideTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String QUICK = Desk.DIGITS.replace("nodes = 16", "nodes = 5");

    @SuppressWarnings("NullAway.Init")
    private static OarFrontend frontend;

    @TempDir
    private Path folder;

    @BeforeAll
    static void up() throws Exception {
        frontend = OarFrontend.up();
    }

    @AfterAll
    static void down() throws Exception {
        frontend.close();
    }

    private List<String> words(Grid5000StandIn server, String password, String name) throws Exception {
        return new OarOutside(frontend, folder, server, "n2").launch(QUICK, name, 2, password);
    }

    @Test
    void aRunFromOutsideEndsWithTheBitsOfOneProcess() throws Exception {
        Path ini = Files.writeString(folder.resolve("c.ini"), QUICK);
        assertThat(Murmur.murmur("run", ini, "--log-dir", folder.resolve("one")).status())
                .isZero();
        try (Grid5000StandIn server = new Grid5000StandIn(new OarJobs())) {
            Murmur launched = OarFrontend.execute(words(server, "s3cret", "outside"));

            assertThat(launched.status()).as(launched.err()).isZero();
            Matcher results = Pattern.compile("Results: (.*/\\d+_outside)\n").matcher(launched.out());
            assertThat(results.find()).as(launched.out()).isTrue();
            assertThat(FinalModels.of(Path.of(results.group(1)), 4))
                    .hasSize(5)
                    .isEqualTo(FinalModels.of(folder.resolve("one"), 4));
            assertThat(OarFrontend.home().resolve(".murmur/launches")).isEmptyDirectory();
        }
    }

    @Test
    void aWrongPasswordIsRefusedBeforeAnythingIsTouched() throws Exception {
        try (Grid5000StandIn server = new Grid5000StandIn(new OarJobs())) {
            Murmur launched = OarFrontend.execute(words(server, "guess", "wrong"));

            assertThat(launched.status()).isEqualTo(2);
            assertThat(launched.err())
                    .contains("must be right, was those of ada")
                    .doesNotContain("guess");
            assertThat(folder.resolve("state/launches")).isEmptyDirectory();
        }
    }

    /// Somebody has all machines; then the job that waits is put into error.
    @Test
    void aFullClusterIsWaitedForAndAJobInErrorEndsTheLaunch() throws Exception {
        OarFrontend.as("oarsub", "-n", "other", "-l", "nodes=3,walltime=0:30:00", "sleep 1000");
        Path said = folder.resolve("said");
        try (Grid5000StandIn server = new Grid5000StandIn(new OarJobs())) {
            Process launcher = new ProcessBuilder(words(server, "s3cret", "queued"))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            long start = System.nanoTime();
            while (!Files.readString(said).contains("waiting, may start at")) {
                assertThat(launcher.isAlive() && System.nanoTime() - start < LIMIT.toNanos())
                        .as(Files.readString(said))
                        .isTrue();
                OarFrontend.execute(List.of("sleep", "0.2"));
            }
            new OarJobs().delete(id("queued-murmur"));

            assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).as(Files.readString(said)).isEqualTo(3);
            assertThat(Files.readString(said)).containsPattern("murmur: job \\d+ ended before it began: error");
        } finally {
            new OarJobs().delete(id("other"));
        }
    }

    private static long id(String start) throws Exception {
        return new OarJobs()
                .all().stream()
                        .filter(job -> String.valueOf(job.get("name")).startsWith(start))
                        .mapToLong(job -> OarJobs.number(job))
                        .findFirst()
                        .orElseThrow();
    }
}
