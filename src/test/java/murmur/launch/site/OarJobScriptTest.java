package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script of a job, with shell scripts for hosts, and all machines on this one. Whatever a shell is started with as
/// ignored it cannot trap, which ssh puts right.
@Timeout(120)
class OarJobScriptTest {
    private static final List<String> CONNECTOR =
            List.of("env", "--default-signal", "sh", "-c", "eval \"$2\"", "connect");

    /// Runs until it is told to end, and saves a checkpoint then: one more than there are.
    private static final String SAVES = """
            folder=results/machine0/checkpoints
            trap 'mkdir "$folder/$(($(ls "$folder" | wc -l) + 1))"; exit 143' TERM
            mkdir -p "$folder"; echo "$*" >>words; while [ -e host.sh ]; do sleep 0.1; done
            """;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private int jobs = 70;

    @AfterEach
    void endAll() {
        for (Process job : started) {
            job.descendants().forEach(ProcessHandle::destroyForcibly);
            job.destroyForcibly();
        }
    }

    @BeforeEach
    void stage() throws IOException {
        stage(2, "");
    }

    private void stage(int resubmissions, String goesOn) throws IOException {
        String manner = "resubmissions=" + resubmissions + "\ngoes_on=" + goesOn + "\nshortest=0\npause=0.02\n";
        OarFolder.fill(folder, manner, CONNECTOR, List.of("sh", "host.sh"));
        Files.writeString(folder.resolve("nodes"), "n1\nn1\nn2\n");
    }

    private void host(String script) throws IOException {
        Files.writeString(folder.resolve("host.sh"), script);
    }

    /// Starts the job that OAR makes of the one before.
    private Process start() throws IOException {
        jobs++;
        ProcessBuilder builder =
                new ProcessBuilder("sh", folder.resolve("job.sh").toString(), "2");
        builder.environment().put("OAR_JOB_ID", Integer.toString(jobs));
        builder.environment().put("OAR_ARRAY_ID", "71");
        builder.environment().put("OAR_NODEFILE", folder.resolve("nodes").toString());
        Process job = builder.start();
        started.add(job);
        return job;
    }

    private static int end(Process job) throws InterruptedException {
        assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return job.exitValue();
    }

    private int run() throws Exception {
        return end(start());
    }

    /// Runs one to the end of its walltime. Hosts that outlive it end with their folder.
    private int runOut(int words) throws Exception {
        Process job = start();
        while (!Files.exists(folder.resolve("words"))
                || Files.readAllLines(folder.resolve("words")).size() < words) {
            assertThat(job.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        job.destroy();
        return end(job);
    }

    private OarFolder.Seen look() throws Exception {
        return new OarFolder(new Here(), folder.toString()).look(2, OptionalLong.of(jobs), Optional.empty());
    }

    private OarFolder.Ending ending() throws Exception {
        return look().ending().orElseThrow();
    }

    @Test
    void whatTheWalltimeEndsGoesOnInNewJobsAsOftenAsItMay() throws Exception {
        host(SAVES);

        assertThat(runOut(2)).isEqualTo(99);
        assertThat(ending().again()).isTrue();
        assertThat(look().hosts()).extracting(HostState::status).containsExactly(143, 143);
        assertThat(runOut(4)).isEqualTo(99);
        assertThat(runOut(6)).isEqualTo(3);
        assertThat(ending())
                .isEqualTo(new OarFolder.Ending(false, "given up after 2 of 2 resubmissions, see --resubmissions"));
        assertThat(Files.readAllLines(folder.resolve("words")))
                .containsOnlyOnce("--machine-id 0", "--machine-id 1")
                .contains("--machine-id 0 --resume", "--machine-id 1 --resume");
        assertThat(run()).isEqualTo(3);
    }

    @Test
    void aWalltimeInWhichNoCheckpointIsSavedIsNotAskedForAgain() throws Exception {
        host("echo >>words; trap 'exit 143' TERM; while [ -e host.sh ]; do sleep 0.1; done");

        assertThat(runOut(2)).isEqualTo(3);
        assertThat(ending().why()).contains("no checkpoint");
    }

    @Test
    void aJobThatIsCancelledDoesNotGoOn() throws Exception {
        host(SAVES);
        Process job = start();
        Files.writeString(folder.resolve("stop"), "");

        assertThat(end(job)).isEqualTo(3);
        assertThat(ending().again()).isFalse();
        assertThat(run()).isEqualTo(3);
        assertThat(look().hosts()).extracting(HostState::phase).containsOnly(HostState.Phase.WAITING);
    }

    /// 255: the connection broke; 137: the host was killed.
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2, 0, 3", "3, 3, 3", "3, 137, 3", "3, 255, 99", "0, 255, 99"})
    void onlyTheLossOfAMachineHasTheJobResubmitted(int first, int second, int expected) throws Exception {
        host("mkdir -p results/machine0; [ $2 = 0 ] && exit " + first + "; exit " + second);

        assertThat(run()).isEqualTo(expected);
        assertThat(ending().again()).isEqualTo(expected == 99);
    }

    @Test
    void aRunThatGoesOnWithoutALostMachineIsNotBegunAgain() throws Exception {
        stage(2, "yes");
        host("[ $2 = 0 ] && exit 0; exit 255");

        assertThat(run()).isEqualTo(3);
        assertThat(ending().again()).isFalse();
    }

    /// Such as one without power: its connection never ends.
    @Test
    void aMachineThatDoesNotAnswerIsLostSomeTimeAfterTheOthersEnded() throws Exception {
        host("[ $2 = 0 ] && exit 3; trap '' TERM; while [ -e host.sh ]; do sleep 0.1; done");

        assertThat(run()).isEqualTo(99);
        assertThat(look().hosts())
                .extracting(HostState::phase)
                .containsExactly(HostState.Phase.ENDED, HostState.Phase.KILLED);
    }

    @Test
    void aMachineThatWasNeverReachedIsNoLoss() throws Exception {
        OarFolder.fill(folder, "resubmissions=2\ngoes_on=\nshortest=0\npause=0.02\n", List.of("false"), List.of("sh"));
        Files.writeString(folder.resolve("connect.sh"), "exit 255");

        assertThat(run()).isEqualTo(3);
    }

    @Test
    void withoutResubmissionsThereAreNone() throws Exception {
        stage(0, "");
        host(SAVES);

        assertThat(runOut(2)).isEqualTo(3);
        assertThat(run()).isEqualTo(3);
    }

    @Test
    void ofSeveralJobsOnlyThoseOfTheFirstRunTheLaunch() throws Exception {
        host("exit 3");
        assertThat(run()).isEqualTo(3);
        Files.writeString(folder.resolve("job"), "70\n");

        assertThat(run()).isEqualTo(2);
        assertThat(folder.resolve("attempts/72")).doesNotExist();
    }
}
