package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import murmur.launch.oar.OarJob;
import murmur.launch.site.HostState.Phase;
import murmur.launch.site.OarFolder.Ending;
import org.junit.jupiter.api.Test;

class ResubmittedTest {
    private static final HostState TOLD = new HostState(0, "n1", Phase.ENDED, 143, "");
    private static final HostState GOING = new HostState(1, "n2", Phase.RUNNING, 0, "iteration 4");
    private static final Ending AGAIN = Ending.of("again");

    private static OarJob job(String state) {
        return new OarJob(12, "t-murmur-1", "ada", state, List.of(), 0, "");
    }

    private static List<HostState> hosts(String state, Optional<Ending> ending, HostState... seen) {
        return new Resubmitted(job(state), new OarFolder.Seen(List.of(seen), ending)).hosts(over -> false);
    }

    @Test
    void aHostThatEndedIsNotOverBeforeTheJobSaysHowItEnds() {
        assertThat(hosts("running", Optional.empty(), TOLD, GOING)).noneMatch(HostState::isOver);
        assertThat(hosts("running", Optional.of(AGAIN), TOLD, TOLD))
                .allMatch(
                        host -> host.phase() == Phase.WAITING && host.said().contains("job 12 ends, the run goes on"));
        assertThat(hosts("running", Optional.of(Ending.of("over")), TOLD, TOLD)).containsExactly(TOLD, TOLD);
    }

    @Test
    void whileTheNextJobWaitsSoDoItsHosts() {
        assertThat(hosts("waiting", Optional.empty(), GOING, GOING))
                .allMatch(host -> host.phase() == Phase.WAITING && host.said().startsWith("job 12: waiting"));
    }

    @Test
    void whoeverGivesUpSaysWhy() {
        Ending ending = Ending.of("over given up after 2 resubmissions, see --resubmissions");

        assertThat(hosts("finishing", Optional.of(ending), TOLD).getFirst().where())
                .isEqualTo("n1; job 12 was given up after 2 resubmissions, see --resubmissions");
    }

    /// With its first machine, a job loses its script.
    @Test
    void withoutTheFirstMachineOthersThatEndedAreOver() {
        HostState first = new HostState(0, "n1", Phase.RUNNING, 0, "");
        HostState other = new HostState(1, "n2", Phase.ENDED, 143, "");

        assertThat(hosts("running", Optional.empty(), first, other)).containsExactly(first, other);
    }

    @Test
    void aJobThatIsOverWithoutANextOneEndsTheRun() {
        OarFolder.Seen seen = new OarFolder.Seen(List.of(TOLD), Optional.of(AGAIN));
        Resubmitted resubmitted = new Resubmitted(job("terminated"), seen);

        assertThat(resubmitted.hosts(over -> true).getFirst().phase()).isEqualTo(Phase.WAITING);
        assertThat(resubmitted.hosts(over -> false).getFirst().isOver()).isTrue();
        assertThat(resubmitted.hosts(over -> false).getFirst().where()).contains("was not resubmitted by OAR");
    }
}
