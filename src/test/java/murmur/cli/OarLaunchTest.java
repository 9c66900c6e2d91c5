package murmur.cli;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Launches with a real OAR, from its frontend.
@Tag("root")
@Timeout(400)
class OarLaunchTest {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final String QUICK = Desk.DIGITS.replace("nodes = 16", "nodes = 5");
    private static final String FOR_EVER =
            QUICK.replace("iterations = 4", "iterations = 10000000\ncheckpoint_every = 2");
    private static final String ENDLESS_JOB = "sleep 1000";

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

    @AfterEach
    void endAllJobs() throws Exception {
        Matcher running = Pattern.compile("\"Job_Id\" : (\\d+)").matcher(jobs("state not in ('Error', 'Terminated')"));
        while (running.find()) {
            OarFrontend.as("oardel", running.group(1));
        }
        await(() -> jobs("state not in ('Error', 'Terminated')").isBlank());
    }

    private static String jobs(String condition) throws Exception {
        return OarFrontend.as("oarstat", "-f", "-J", "--sql", condition).out();
    }

    private static long count(String name) throws Exception {
        return Pattern.compile("\"Job_Id\"")
                .matcher(jobs("job_name like '" + name + "-murmur-%'"))
                .results()
                .count();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start).as("time").isLessThan(LIMIT.toNanos());
            Thread.onSpinWait();
            OarFrontend.execute(List.of("sleep", "0.2"));
        }
    }

    private static Path results(Murmur launched) {
        Matcher line = Pattern.compile("Results: (.*)").matcher(launched.out());
        assertThat(line.find()).as(launched.err() + launched.out()).isTrue();
        return Path.of(line.group(1));
    }

    private static void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(OarFrontend.home().resolve(".murmur/launches"))) {
            assertThat(left).isEmpty();
        }
    }

    private String embedded() throws IOException {
        Path ini = Files.writeString(folder.resolve("c.ini"), QUICK);
        Murmur run = Murmur.murmur("run", ini, "--log-dir", folder.resolve("one"));
        assertThat(run.status()).as(run.err()).isZero();
        return FinalModels.of(folder.resolve("one"), 4).toString();
    }

    @Test
    void aGrid5000FileIsRunUnchangedToTheBitsOfOneProcess() throws Exception {
        embedded();
        OarFrontend.file(
                "run_configuration/it's.ini", QUICK.replaceAll("graph = .*\nnodes = .*\niter.*\ntest.*\n", ""));
        OarFrontend.file("run_configuration/g.edges", readString(folder.resolve("one/machine0/graph.edges")));
        OarFrontend.file("g5k_config/t.json", """
                {"job_name": "a b$(touch oops)';`touch oops`", "walltime": "0:05:00", "GRAPH_FILE": "g.edges",
                 "NB_AGENTS": 5, "NB_MACHINE": 3, "NB_ITERATION": 4, "TEST_AFTER": 2, "LOG_LEVEL": "INFO",
                 "EVAL_FILE": "testingPeerSampler.py", "CONFIG_NAME": "it's.ini", "cluster": "murmur",
                 "LOCAL_SAVE_DIR": "saved here", "STORAGE": "GROUP"}
                """);

        Murmur launched = frontend.murmur(
                "launch", "g5k", "g5k_config/t.json", "--reset-optimizer", "1", "--storage", "the group's $HOME");

        assertThat(launched.status()).as(launched.err()).isZero();
        Path results = results(launched);
        assertThat(results.getParent()).isEqualTo(OarFrontend.home().resolve("saved here"));
        assertThat(results.getFileName().toString()).matches("\\d+_a_b__touch_oops____touch_oops_");
        assertThat(FinalModels.of(results, 4).toString()).isEqualTo(ofTheFile());
        assertThat(readString(results.resolve("ip.json"))).isEqualTo("{\"0\": \"n1\", \"1\": \"n2\", \"2\": \"n3\"}\n");
        assertThat(results.resolve("config.ini")).content().contains("Digits");
        assertThat(results.resolve("g5k_config.json")).content().contains("\"a b$(touch");
        assertThat(results.resolve("machine0/run.log")).doesNotExist();
        assertThat(OarFrontend.home().resolve("oops")).doesNotExist();
        assertThat(OarFrontend.home().resolve("the group's $HOME/launches")).isEmptyDirectory();
    }

    /// The same experiment in one process.
    private String ofTheFile() throws IOException {
        Path home = OarFrontend.home();
        List<Object> words = new ArrayList<>(List.of("run", home.resolve("run_configuration/it's.ini")));
        words.addAll(List.of("--graph", home.resolve("run_configuration/g.edges"), "--iterations", 4));
        words.addAll(List.of("--test-after", 2, "--train-evaluate-after", 2, "--log-dir", folder.resolve("two")));
        Murmur run = Murmur.murmur(words.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return FinalModels.of(folder.resolve("two"), 4).toString();
    }

    /// The name of a step in the record: what it says is about to happen.
    @ParameterizedTest
    @ValueSource(strings = {"RESERVE", "START", "FOLLOW"})
    void aLauncherKilledAtAnyStepIsTakenOverWithoutASecondReservation(String step) throws Exception {
        String expected = embedded();
        OarFrontend.file("c.ini", QUICK);
        String name = "killed" + step;
        Process launcher =
                frontend.start("launch", "g5k", "c.ini", "--machines", "2", "--walltime", "0:05:00", "--name", name);
        await(() -> frontend.said().contains("launch ") && record(id()).contains("\"" + step + "\""));
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly().waitFor();

        Murmur resumed = frontend.murmur("launch", "resume", id());

        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(count(name)).isOne();
        assertThat(FinalModels.of(results(resumed), 4).toString()).isEqualTo(expected);
        assertNothingIsLeft();
    }

    private static String id() throws IOException {
        Matcher id = Pattern.compile("launch (\\d+-\\d+-\\w+)").matcher(frontend.said());
        return id.find() ? id.group(1) : "none";
    }

    private static String record(String id) throws IOException {
        Path file = OarFrontend.home().resolve("state/launches/" + id + "/launch.json");
        return Files.exists(file) ? readString(file) : "";
    }

    @Test
    void theRunsOfASweepAreAJobEach() throws Exception {
        Path ini = OarFrontend.file("sweep.ini", QUICK + "[SWEEP]\nrandom_seed = 90, 91\n");
        String[] words =
                "sweep sweep.ini --output swept --yes --no-calibration --on g5k -- --machines 1 --walltime 0:05:00"
                        .split(" ", -1);

        Murmur sweep = frontend.murmur(words);

        assertThat(sweep.status()).as(sweep.err() + sweep.out()).isZero();
        Murmur here = Murmur.murmur("sweep", ini, "--output", folder, "--yes", "--no-calibration");
        assertThat(here.status()).as(here.err()).isZero();
        for (String run : List.of("seed90", "seed91")) {
            assertThat(count(run)).isOne();
            Path results = OarFrontend.home().resolve("swept").resolve(run);
            assertThat(FinalModels.of(results, 4)).hasSize(5).isEqualTo(FinalModels.of(folder.resolve(run), 4));
        }
        assertNothingIsLeft();
    }

    @Test
    void whenTheWalltimeIsOverHostsSaveWhatTheyHave() throws Exception {
        OarFrontend.file("c.ini", FOR_EVER);
        String words =
                "launch g5k c.ini --machines 2 --walltime 0:00:25 --margin 0:01:00 --resubmissions 0 --name late";

        Murmur launched = frontend.murmur(words.split(" ", -1));

        assertThat(launched.status()).as(launched.err()).isEqualTo(3);
        assertThat(results(launched).resolve("machine1/checkpoints")).isNotEmptyDirectory();
        assertThat(jobs("job_name like 'late-murmur-%'")).contains("\"state\" : \"Terminated\"", "CHECKPOINT_SUCC");
        assertNothingIsLeft();
    }

    @Test
    void aCancelledLaunchLeavesItsResultsAndNoJob() throws Exception {
        startForEver("cancelled");

        Murmur cancelled = frontend.murmur("launch", "cancel", id());

        assertThat(cancelled.status()).as(cancelled.err()).isZero();
        assertThat(jobs("job_name like 'cancelled-murmur-%'")).doesNotContain("Running");
        assertThat(frontend.said()).contains("Results: ");
        assertNothingIsLeft();
    }

    private Process startForEver(String name, String... more) throws Exception {
        OarFrontend.file("c.ini", FOR_EVER);
        List<String> words = new ArrayList<>(List.of("launch", "g5k", "c.ini", "--machines", "2"));
        words.addAll(List.of("--walltime", "0:10:00", "--name", name));
        words.addAll(List.of(more));
        Process launcher = frontend.start(words.toArray(String[]::new));
        await(() -> frontend.said().contains("iteration ") || !launcher.isAlive());
        assertThat(launcher.isAlive()).as(frontend.said()).isTrue();
        return launcher;
    }

    @Test
    void aLostNodeEndsTheRunAndTheReservation() throws Exception {
        Process launcher = startForEver("lost", "--resubmissions", "0");
        try {
            frontend.cluster("lose", "2");

            assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(frontend.said())
                    .isTrue();
            assertThat(launcher.exitValue()).isEqualTo(3);
            assertThat(frontend.said()).contains("murmur: machine 1 (n2) was killed", "Results: ");
            assertThat(jobs("job_name like 'lost-murmur-%'")).doesNotContain("Running");
            assertNothingIsLeft();
        } finally {
            frontend.cluster("back", "2");
        }
    }

    @Test
    void aJobOfTheUserIsAdoptedAndLeftAlone() throws Exception {
        OarFrontend.file("c.ini", QUICK);
        Murmur made = OarFrontend.as("oarsub", "-l", "nodes=2,walltime=0:10:00", ENDLESS_JOB);
        Matcher job = Pattern.compile("OAR_JOB_ID=(\\d+)").matcher(made.out());
        assertThat(job.find()).as(made.out() + made.err()).isTrue();
        await(() -> jobs("job_id = " + job.group(1)).contains("Running"));

        Murmur launched = frontend.murmur(
                "launch", "g5k", "c.ini", "--machines", "2", "--walltime", "0:05:00", "--job", job.group(1));

        assertThat(launched.status()).as(launched.err()).isZero();
        assertThat(results(launched).getFileName().toString()).startsWith(job.group(1) + "_");
        assertThat(FinalModels.of(results(launched), 4).toString()).isEqualTo(embedded());
        assertThat(jobs("job_id = " + job.group(1))).contains("Running");
        assertNothingIsLeft();
    }

    @Test
    void whoHasToWaitIsToldAndMayCancel() throws Exception {
        OarFrontend.file("c.ini", QUICK);
        OarFrontend.as("oarsub", "-l", "nodes=2,walltime=0:30:00", ENDLESS_JOB);
        Process launcher = frontend.start(
                "launch", "g5k", "c.ini", "--machines", "2", "--walltime", "0:05:00", "--name", "queued");
        await(() -> frontend.said().contains("waiting, may start at ") || !launcher.isAlive());

        Murmur cancelled = frontend.murmur("launch", "cancel", id());

        assertThat(cancelled.status()).as(cancelled.err() + frontend.said()).isZero();
        assertThat(jobs("job_name like 'queued-murmur-%'")).contains("\"state\" : \"Error\"");
    }

    @Test
    void aJobThatCanNeverRunIsRefused() throws Exception {
        OarFrontend.file("c.ini", QUICK);

        Murmur launched = frontend.murmur(
                "launch", "g5k", "c.ini", "--machines", "4", "--walltime", "0:05:00", "--name", "large");

        assertThat(launched.status()).isEqualTo(2);
        assertThat(launched.err()).contains("OAR refuses the job: ", "not enough resources");
        assertNothingIsLeft();
    }
}
