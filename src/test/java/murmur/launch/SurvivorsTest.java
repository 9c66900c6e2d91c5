package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import murmur.experiment.Placement;
import murmur.node.Absences;
import murmur.node.Participation.Attendance;
import murmur.transport.cluster.Frame.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes 0 and 1 are on machine 0, node 2 on machine 1, nodes 3 and 4 on machine 2, which is lost.
@Timeout(20)
class SurvivorsTest {
    private final List<Standing> said = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private final Survivors survivors = survivors(Attendance.FULL);

    private Survivors survivors(Attendance all) {
        return new Survivors(
                new Placement(List.of(2, 1, 2)),
                0,
                all,
                said::add,
                (machine, from) -> settled.add(machine + " from " + from));
    }

    private static Standing ofMachineOne(int begun) {
        return new Standing(1, begun, List.of(Standing.HERE, Standing.HERE, Standing.LOST));
    }

    @Test
    void nobodyIsAbsentWhileNoMachineIsLost() {
        assertThat(survivors.full()).isTrue();
        assertThat(survivors.present(4, 100)).isTrue();
        assertThat(survivors.undecided()).isFalse();
    }

    @Test
    void nodesOfALostMachineAreAbsentFromTheIterationAgreedUpon() {
        survivors.present(0, 6);
        assertThat(survivors.lose(2)).isTrue();
        assertThat(said).containsExactly(new Standing(0, 7, List.of(Standing.HERE, Standing.HERE, Standing.LOST)));
        survivors.hear(ofMachineOne(9));
        assertThat(settled).containsExactly("2 from 9");
        assertThat(survivors.full()).isFalse();
        assertThat(survivors.present(3, 8)).isTrue();
        assertThat(survivors.present(3, 9)).isFalse();
        assertThat(survivors.present(4, 9)).isFalse();
        assertThat(survivors.present(2, 9)).isTrue();
    }

    @Test
    void whoeverIsAbsentAnywayStaysSo() {
        Survivors some = survivors(new Absences(List.of(new Absences.Period(1, 3, 3))).over(10));
        some.lose(2);
        some.hear(ofMachineOne(0));
        assertThat(some.present(1, 2)).isFalse();
        assertThat(some.present(1, 3)).isTrue();
        assertThat(some.present(3, 0)).isFalse();
    }

    @Test
    void iterationsUnderWayGoOnButNoneBeginsBeforeMachinesAgree() throws Exception {
        survivors.present(0, 6);
        survivors.lose(2);
        assertThat(survivors.present(1, 6)).isTrue();
        FutureTask<Boolean> next = new FutureTask<>(() -> survivors.present(3, 7));
        startAndAwaitWaiting(next);
        assertThat(next.isDone()).isFalse();
        survivors.hear(ofMachineOne(7));
        assertThat(next.get()).isFalse();
    }

    @Test
    void whoWaitsForAnAgreementCanBeStopped() throws Exception {
        survivors.lose(2);
        FutureTask<Boolean> next = new FutureTask<>(() -> survivors.present(0, 0));
        startAndAwaitWaiting(next).interrupt();
        assertThat(next)
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(CancellationException.class);
    }

    @Test
    void tooFewDoNotGoOn() {
        assertThat(survivors.lose(2)).isTrue();
        assertThat(survivors.lose(1)).isFalse();
        assertThat(survivors.left()).isEqualTo(1);
    }

    private static Thread startAndAwaitWaiting(Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
