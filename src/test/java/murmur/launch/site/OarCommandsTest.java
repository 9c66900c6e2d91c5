package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.OarJob;
import murmur.launch.oar.Submission;
import murmur.launch.site.HostState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OarCommandsTest {
    private static final JobName NAME = JobName.of("demo", "murmur-1");

    /// What OAR 2.5.9 printed for a job that was running, shortened.
    private static final String RUNNING = """
            {"2": {"Job_Id": 2, "name": "demo-murmur-1", "owner": "tester", "state": "Running", "events": [],
              "assigned_network_address": ["n1", "n2"], "scheduledStart": 1795420207,
              "message": "R=2,W=0:5:0,J=B,N=demo (Karma=0.000,quota_ok)"}}
            """;

    private final List<List<String>> commands = new ArrayList<>();

    /// A frontend that answers the same to everything.
    private OarCommands oar(int status, String out, String err) {
        return new OarCommands(new Access() {
            @Override
            public String name() {
                return "frontend";
            }

            @Override
            public Said run(List<String> words, byte[] input) {
                commands.add(words.subList(2, words.size()));
                return new Said(status, out, err);
            }

            @Override
            public void send(Path from, List<String> files, String to) {
                throw new IllegalStateException();
            }

            @Override
            public void fetch(String from, List<String> files, Path to) {
                throw new IllegalStateException();
            }
        });
    }

    private static Submission submission() {
        Submission.Need need = new Submission.Need(2, "gros", Duration.ofMinutes(70), Duration.ofMinutes(10));
        return new Submission(NAME, "exec 'sh' 'it'\\''s'", need, "production", List.of("night", "exotic"));
    }

    @Test
    void aJobIsAskedForInOarsWords() throws Exception {
        String said = "[ADMISSION RULE] Modify resource description\nGenerate a job key...\nOAR_JOB_ID=12\n";

        assertThat(oar(0, said, "").submit(submission())).isEqualTo(12);
        List<String> words = commands.getFirst();
        assertThat(String.join(" ", words.subList(0, words.size() - 1)))
                .isEqualTo("oarsub -n demo-murmur-1 -l nodes=2,walltime=01:10:00 -d /tmp -O /dev/null -E /dev/null"
                        + " -p cluster='gros' --checkpoint 600 --signal 15 -q production -t night -t exotic");
        assertThat(words.getLast()).isEqualTo("exec 'sh' 'it'\\''s'");
    }

    @Test
    void aRefusalIsTheUsersInOarsWords() {
        String said = "[ADMISSION RULE] Modify resource description\nOAR_JOB_ID=-5\n";

        assertThatThrownBy(() -> oar(8, said, "There are not enough resources for your request\n")
                        .submit(submission()))
                .isInstanceOf(BadInput.class)
                .hasMessage("OAR refuses the job: There are not enough resources for your request");
    }

    @Test
    void aJobIsReadAndAnUnknownOneIsNone() throws Exception {
        OarJob job = oar(0, RUNNING, "").find(NAME).orElseThrow();

        assertThat(job.id()).isEqualTo(2);
        assertThat(job.isRunning()).isTrue();
        assertThat(job.nodes()).containsExactly("n1", "n2");
        assertThat(job.scheduled()).isEqualTo(1_795_420_207L);
        assertThat(oar(0, "", "").job(9)).isEmpty();
        assertThat(oar(0, RUNNING, "").find(JobName.of("demo", "murmur-2"))).isEmpty();
        assertThat(commands.getLast()).endsWith("--sql", "job_name = 'demo-murmur-2'");
    }

    @Test
    void aJobThatIsBeingDeletedIsNoFailure() throws Exception {
        oar(6, "This job was already killed.", "").delete(2);

        assertThatThrownBy(() -> oar(1, "", "You are not the right user.").delete(2))
                .isInstanceOf(IOException.class)
                .hasMessage("OAR: You are not the right user.");
    }

    @Test
    void withoutOarTheCureIsNamed() {
        assertThatThrownBy(() -> oar(127, "", "").job(2))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--site");
        assertThatThrownBy(() -> oar(124, "", "").job(2)).hasMessageContaining("does not answer within");
    }

    @Test
    void hostsThatNotedNothingEndWithTheirJob() {
        Optional<String> over = Optional.of("error (WALLTIME)");

        assertThat(OarFolder.state("1 n2 ended 3 iteration 4", over).status()).isEqualTo(3);
        assertThat(OarFolder.state("1 n2 running iteration 4", Optional.empty()).said())
                .isEqualTo("iteration 4");
        assertThat(OarFolder.state("1 - waiting ", Optional.empty()).phase()).isEqualTo(Phase.WAITING);
        assertThat(OarFolder.state("1 n2 running ", over).phase()).isEqualTo(Phase.KILLED);
        assertThat(OarFolder.state("1 n2 lost ", Optional.empty()).phase()).isEqualTo(Phase.KILLED);
    }

    @ParameterizedTest
    @CsvSource({
        "machine0/0.log, true",
        "machine0/1.log, false",
        "machine0/run.log, false",
        "machine0/graphs/3, false",
        "machine0/0_results.json, true",
        "metrics.csv, true",
    })
    void graphsAndLogsButTheFirstAreLeftOut(String file, boolean kept) {
        assertThat(OarSite.isAlwaysKept(file)).isEqualTo(kept);
    }

    /// The shell takes apart what it was given; nothing of it is run.
    @Test
    void noWordOfAHostOrAConnectorIsReadByAShell(@TempDir Path folder) throws Exception {
        List<String> odd = List.of("echo", "$(touch oops)", "`touch oops`", "it's", "a\nb", "; touch oops #", "\"*\\");

        OarFolder.fill(folder, "", odd, odd);

        Said said = Here.execute(
                new ProcessBuilder("sh", folder.resolve("words.sh").toString(), "7").directory(folder.toFile()),
                new byte[0]);
        assertThat(said.out()).isEqualTo(String.join(" ", odd.subList(1, odd.size())) + " --machine-id 7\n");
        assertThat(folder.resolve("oops")).doesNotExist();
        assertThat(Files.readString(folder.resolve("connect.sh"))).endsWith(" \"$@\"\n");
    }
}
