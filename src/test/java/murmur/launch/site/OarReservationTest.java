package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.Oar;
import murmur.launch.oar.OarJob;
import murmur.launch.oar.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The jobs of a launch, with an OAR that is a list of what it shows from question to question.
@Timeout(60)
class OarReservationTest {
    private static final JobName NAME = JobName.of("t", "murmur-1");
    private static final OarSettings.Staging STAGING =
            new OarSettings.Staging(".murmur", List.of("oarsh"), List.of("murmur"), "", "", "");

    private final List<List<OarJob>> shown = new ArrayList<>();
    private final List<Long> deleted = new ArrayList<>();
    private final List<Submission> submitted = new ArrayList<>();

    private final Oar oar = new Oar() {
        @Override
        public long submit(Submission submission) {
            submitted.add(submission);
            return 12;
        }

        @Override
        public Optional<OarJob> find(JobName name) {
            return OarJob.of(shown.size() > 1 ? shown.removeFirst() : shown.getFirst(), name);
        }

        @Override
        public Optional<OarJob> job(long id) {
            return shown.getFirst().stream().filter(job -> job.id() == id).findFirst();
        }

        @Override
        public void delete(long id) {
            deleted.add(id);
        }
    };

    private static OarSettings settings(int resubmissions, long adopted, List<String> types) {
        OarSettings.Job job = new OarSettings.Job("t", 3600, 600, "", "", types, resubmissions);
        return new OarSettings(job, STAGING, adopted, false, "", false, OarSettings.Outside.NONE);
    }

    private OarReservation reservation(OarSettings settings) {
        return new OarReservation(
                new OarSite.Grid(oar, new Here(), new Program.Present(List.of("murmur")), Duration.ZERO),
                settings,
                NAME);
    }

    private static OarJob job(long id, String state) {
        return new OarJob(id, NAME.text(), "ada", state, List.of("n1"), 0, "");
    }

    @Test
    void theJobThatOarMakesOfAnEndingOneIsReleasedToo() throws Exception {
        shown.add(List.of(job(12, "finishing")));
        shown.add(List.of(job(12, "terminated"), job(13, "waiting")));
        shown.add(List.of(job(12, "terminated"), job(13, "error")));

        reservation(settings(10, 0, List.of())).release();

        assertThat(deleted).containsExactly(13L);
    }

    @Test
    void theJobThatOarHasMadeIsFollowed() throws Exception {
        shown.add(List.of(job(12, "running")));
        shown.add(List.of(job(12, "terminated"), job(13, "waiting")));
        OarReservation reservation = reservation(settings(10, 0, List.of()));

        assertThat(reservation.now(12).id()).isEqualTo(12);
        assertThat(reservation.now(12).id()).isEqualTo(13);
    }

    @Test
    void onlyWhatMayBeResubmittedSaysSoToOar() throws Exception {
        reservation(settings(10, 0, List.of("night", "idempotent"))).submit("/f", 1);
        reservation(settings(0, 0, List.of("night"))).submit("/f", 1);

        assertThat(submitted)
                .extracting(Submission::types)
                .containsExactly(List.of("night", "idempotent"), List.of("night"));
    }

    @Test
    void aJobOfTheUserIsNeitherResubmittedNorReleased() throws Exception {
        assertThatThrownBy(() -> settings(1, 12, List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--resubmissions must be left out with --job");
        assertThatThrownBy(() -> settings(-1, 0, List.of())).hasMessageContaining("must be at least 0");

        reservation(settings(0, 12, List.of())).release();

        assertThat(deleted).isEmpty();
    }
}
