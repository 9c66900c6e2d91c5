package murmur.launch.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The REST interface, with a list of jobs behind it.
@Timeout(60)
class OarRestTest {
    private static final JobName NAME = JobName.of("t", "murmur-1");
    private static final Login RIGHT = Login.of(Map.of("GRID5000_USER", "ada", "GRID5000_PASSWORD", "s3cret"));
    private static final Submission SUBMISSION = new Submission(
            NAME,
            "exec 'sh' 'job.sh'",
            new Submission.Need(2, "paravance", Duration.ofMinutes(70), Duration.ofMinutes(10)),
            "production",
            List.of("night"));

    private final List<Map<String, Object>> jobs = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Grid5000StandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new Grid5000StandIn(new Grid5000StandIn.Jobs() {
            @Override
            public List<Map<String, Object>> all() {
                return jobs;
            }

            @Override
            public long submit(JsonNode body) {
                bodies.add(body);
                add(7, body.path("name").asString(), "waiting");
                return 7;
            }

            @Override
            public void delete(long id) {
                jobs.stream()
                        .filter(job -> Long.valueOf(id).equals(job.get("uid")))
                        .forEach(job -> job.put("state", "error"));
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void add(long id, String name, String state) {
        Map<String, Object> job = new LinkedHashMap<>(Map.of("uid", id, "user_uid", "ada", "name", name));
        job.putAll(Map.of("state", state, "scheduled_at", 1_795_420_207L, "assigned_nodes", List.of("n1", "n2")));
        jobs.addFirst(job);
    }

    private OarRest oar(Login login) {
        return new OarRest(
                server.root(), "rennes", login, new Api.Patience(Duration.ofMillis(500), 3, Duration.ofMillis(1)));
    }

    @Test
    void aJobIsAskedForInTheWordsOfGrid5000() throws Exception {
        assertThat(oar(RIGHT).submit(SUBMISSION)).isEqualTo(7);

        assertThat(bodies.getFirst().toString())
                .isEqualTo(
                        "{\"name\":\"t-murmur-1\",\"resources\":\"nodes=2,walltime=01:10:00\",\"command\":\"exec 'sh'"
                                + " 'job.sh'\",\"directory\":\"/tmp\",\"stdout\":\"/dev/null\","
                                + "\"stderr\":\"/dev/null\","
                                + "\"properties\":\"cluster='paravance'\",\"checkpoint\":600,\"signal\":15,"
                                + "\"queue\":\"production\",\"types\":[\"night\"]}");
    }

    @Test
    void aJobIsReadWithItsMachinesAndWhenItMayStart() throws Exception {
        add(7, NAME.text(), "waiting");

        assertThat(oar(RIGHT).job(7))
                .contains(new OarJob(7, NAME.text(), "ada", "waiting", List.of("n1", "n2"), 1_795_420_207L, ""));
        assertThat(oar(RIGHT).job(8)).isEmpty();
    }

    @Test
    void theJobThatIsNotOverIsFoundOnWhateverPageItIs() throws Exception {
        add(7, NAME.text(), "running");
        for (int other = 8; other < 170; other++) {
            add(other, NAME.text(), "error");
        }

        assertThat(oar(RIGHT).find(NAME).orElseThrow().id()).isEqualTo(7);
        assertThat(server.requests()).hasSize(4);
        assertThat(oar(RIGHT).find(JobName.of("other", "x"))).isEmpty();
    }

    @Test
    void aWrongPasswordIsTheUsersAndNotRepeated() {
        Login wrong = Login.of(Map.of("GRID5000_USER", "ada", "GRID5000_PASSWORD", "guess"));

        assertThatThrownBy(() -> oar(wrong).find(NAME))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("user and password for 127.0.0.1 must be right, was those of ada")
                .hasMessageNotContaining("guess");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatChangesNothingIsAskedAgain() throws Exception {
        add(7, NAME.text(), "running");
        server.fail(2);
        assertThat(oar(RIGHT).job(7)).isPresent();
        server.staySilent(2);
        assertThat(oar(RIGHT).find(NAME)).isPresent();
        server.fail(1);
        oar(RIGHT).delete(7);

        assertThat(oar(RIGHT).job(7).orElseThrow().isOver()).isTrue();
    }

    @Test
    void aServerThatStaysSilentIsNamedAfterSomeTries() {
        server.staySilent(3);

        assertThatThrownBy(() -> oar(RIGHT).job(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must answer within");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aSubmissionWhoseAnswerIsLostIsFoundAndNeverRepeated() throws Exception {
        server.loseSubmissions();

        assertThat(oar(RIGHT).submit(SUBMISSION)).isEqualTo(7);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aSubmissionThatFailedIsNotRepeated() {
        server.fail(1);

        assertThatThrownBy(() -> oar(RIGHT).submit(SUBMISSION)).hasMessageContaining("answers 503");
        assertThat(server.requests())
                .filteredOn(request -> request.startsWith("POST"))
                .hasSize(1);
    }

    @Test
    void anUnknownSiteIsTheUsersError() {
        OarRest elsewhere = new OarRest(server.root(), "rome", RIGHT);

        assertThatThrownBy(() -> elsewhere.find(NAME))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("name of the site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.grid5000.fr/stable", "file:///etc", "ftp://127.0.0.1/"})
    void aPasswordTravelsEncryptedOnly(String root) {
        assertThatThrownBy(() -> new OarRest(URI.create(root), "rennes", RIGHT)).hasMessageContaining("https://");
    }
}
