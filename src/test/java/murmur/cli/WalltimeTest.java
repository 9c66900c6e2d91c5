package murmur.cli;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import murmur.launch.oar.Grid5000StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Jobs that a real OAR resubmits, which it does with those only that ran for a minute: so two launches share that one.
@Tag("root")
@Timeout(400)
class WalltimeTest {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int ITERATIONS = 100;
    private static final String AGAIN = "from its last checkpoint";
    private static final String FIVE = Desk.DIGITS.replace("nodes = 16", "nodes = 5");

    @SuppressWarnings("NullAway.Init")
    private static OarFrontend frontend;

    @TempDir
    private Path folder;

    /// A launch.
    private record Launched(String name, Path said, Process launcher) {
        String words() throws IOException {
            return readString(said);
        }

        String id() throws IOException {
            Matcher id = Pattern.compile("launch (\\d+-\\d+-\\w+)").matcher(words());
            return id.find() ? id.group(1) : "none";
        }

        /// What is on the disk that its machines share.
        Path staged() throws IOException {
            return OarFrontend.home().resolve(".murmur/launches").resolve(id());
        }

        /// Its jobs, in their order.
        List<JsonNode> jobs() throws Exception {
            String all = OarFrontend.as("oarstat", "-f", "-J", "--sql", "job_name like '" + name + "-murmur-%'")
                    .out();
            JsonNode jobs = JsonMapper.shared().readTree(all.isBlank() ? "{}" : all);
            return StreamSupport.stream(jobs.spliterator(), false)
                    .sorted(Comparator.comparingLong(job -> job.path("Job_Id").asLong()))
                    .toList();
        }
    }

    @BeforeAll
    static void up() throws Exception {
        frontend = OarFrontend.up();
    }

    @AfterAll
    static void down() throws Exception {
        frontend.close();
    }

    private static String configuration(int iterations) {
        return FIVE.replace("iterations = 4", "iterations = " + iterations);
    }

    private Launched fromFrontend(String name, String configuration) throws Exception {
        OarFrontend.file(name + ".ini", configuration);
        Path said = folder.resolve(name);
        String words =
                "launch g5k %s.ini --machines 2 --walltime 0:05:00 --name %s --download-all".formatted(name, name);
        return saved(new Launched(name, said, frontend.start(said, words.split(" ", -1))));
    }

    private Launched fromOutside(String name, String configuration, OarOutside outside) throws Exception {
        Path said = folder.resolve(name);
        Process launcher = new ProcessBuilder(outside.launch(configuration, name, 1, "s3cret"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return saved(new Launched(name, said, launcher));
    }

    /// Waits until its first machine has.
    private static Launched saved(Launched launched) throws Exception {
        await(launched, () -> hasSaved(launched.staged().resolve("results/machine0/checkpoints")));
        return launched;
    }

    private static boolean hasSaved(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> saved = Files.list(checkpoints)) {
            return saved.count() > 1;
        }
    }

    private static void await(Launched launched, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start).as(launched.words()).isLessThan(LIMIT.toNanos());
            OarFrontend.execute(List.of("sleep", "0.2"));
        }
    }

    private static void assertNeverTwo(List<JsonNode> jobs) {
        assertThat(jobs).hasSize(2);
        assertThat(jobs.get(1).path("resubmit_job_id").asLong())
                .isEqualTo(jobs.get(0).path("Job_Id").asLong());
        assertThat(jobs.get(1).path("startTime").asLong())
                .isGreaterThanOrEqualTo(jobs.get(0).path("stopTime").asLong());
    }

    @Test
    void afterTheLossOfANodeARunGoesOnInASecondJobWhichALauncherThatWasKilledFollows() throws Exception {
        Launched loses = fromFrontend("loses", configuration(ITERATIONS));
        frontend.cluster("lose", "2");
        try (Grid5000StandIn server = new Grid5000StandIn(new OarJobs())) {
            OarOutside outside = new OarOutside(frontend, folder, server, "none");
            Launched told = fromOutside("told", configuration(10_000_000) + "checkpoint_every = 2\n", outside);
            tell(told);
            await(loses, () -> loses.words().contains(AGAIN));
            loses.launcher().descendants().forEach(ProcessHandle::destroyForcibly);
            frontend.cluster("back", "2");
            requireCancelledInItsSecondJob(told, outside);
        }

        Murmur resumed = frontend.murmur("launch", "resume", loses.id());

        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertNeverTwo(loses.jobs());
        Path results = results(resumed);
        assertThat(results.resolve("machine1/run.log")).content().containsPattern("goes on after [1-9]\\d* iterations");
        assertThat(FinalModels.of(results, ITERATIONS)).hasSize(5).isEqualTo(FinalModels.of(embedded(), ITERATIONS));
        assertThat(results.resolve("machine1/checkpoints")).doesNotExist();
        assertThat(OarFrontend.home().resolve(".murmur/launches")).isEmptyDirectory();
    }

    /// What OAR does when the walltime is over but for the margin.
    private static void tell(Launched launched) throws Exception {
        OarFrontend.as("oardel", "-c", launched.jobs().getFirst().path("Job_Id").asString());
    }

    private static void requireCancelledInItsSecondJob(Launched told, OarOutside outside) throws Exception {
        await(told, () -> hasBegunAgain(told));

        Murmur cancelled = OarFrontend.execute(outside.murmur("launch", "cancel", told.id()));

        assertThat(cancelled.status()).as(cancelled.err()).isZero();
        assertThat(told.launcher().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(told.words()).contains(AGAIN, "Results: ");
        assertNeverTwo(told.jobs());
        assertThat(told.jobs().getLast().path("state").asString()).isIn("Terminated", "Error");
        assertThat(outside.folder().resolve("saved")).isDirectoryRecursivelyContaining("glob:**/checkpoints/*");
    }

    private static boolean hasBegunAgain(Launched launched) throws IOException {
        Path log = launched.staged().resolve("results/machine0/run.log");
        return Files.exists(log) && readString(log).contains("goes on after ");
    }

    private static Path results(Murmur launched) {
        Matcher line = Pattern.compile("Results: (.*)").matcher(launched.out());
        assertThat(line.find()).as(launched.err() + launched.out()).isTrue();
        return Path.of(line.group(1));
    }

    private Path embedded() throws IOException {
        Path ini = Files.writeString(folder.resolve("c.ini"), configuration(ITERATIONS));
        Murmur run = Murmur.murmur("run", ini, "--log-dir", folder.resolve("one"));
        assertThat(run.status()).as(run.err()).isZero();
        return folder.resolve("one");
    }
}
