package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.launch.site.HostState.Phase;
import murmur.launch.site.LaunchRecord.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The life cycle, whatever the site.
@Timeout(60)
class LaunchTest {
    private static final Launch.Patience HASTY =
            new Launch.Patience(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> said = new ArrayList<>();
    private final List<Outcome> merged = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private LaunchFolder launch;

    @BeforeEach
    void create() throws Exception {
        Request request =
                new Request("fake", "c.ini", folder.resolve("results").toString(), List.of(1, 1), List.of(), Map.of());
        launch = new Launches(folder.resolve("state"))
                .create(request, parcel -> Files.writeString(parcel.resolve("c.ini"), ""));
        cluster.ends(done(0), done(1));
    }

    private static HostState done(int machine) {
        return FakeCluster.host(machine, Phase.ENDED, 0);
    }

    private Outcome drive() throws Exception {
        Teller teller = new Teller() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void progress(String line) {
                said.add(line);
            }
        };
        try (LaunchFolder.Hold hold = launch.hold().orElseThrow()) {
            Launch.Manner manner = new Launch.Manner(teller, (results, how) -> merged.add(how), HASTY);
            return new Launch(hold, cluster, manner).drive();
        }
    }

    @Test
    void everythingIsDoneOnceAndInOrder() throws Exception {
        assertThat(drive()).isEqualTo(Outcome.DONE);

        assertThat(cluster.calls.stream().distinct())
                .containsExactly(
                        "check", "stage", "find", "reserve", "granted", "start", "look", "fetch", "release", "clear");
        assertThat(launch.read().state()).isEqualTo("done");
        assertThat(folder.resolve("results/machine0/0_results.json")).exists();
    }

    static Stream<Integer> moments() {
        return IntStream.range(0, 24).boxed();
    }

    /// The last moments lie behind the end.
    @ParameterizedTest
    @MethodSource("moments")
    void aLauncherKilledAtAnyMomentIsTakenOverWithoutASecondReservationAndWithAllResults(int moment) throws Exception {
        cluster.killAfter(moment);
        try {
            drive();
        } catch (FakeCluster.Killed killed) {
            said.add("killed");
        }
        cluster.killAfter(Integer.MAX_VALUE);

        assertThat(drive()).isEqualTo(Outcome.DONE);

        assertThat(cluster.reservations).hasSize(1);
        assertThat(cluster.started).hasSize(1);
        assertThat(cluster.isClean()).isTrue();
        assertThat(merged).contains(Outcome.DONE);
        assertThat(folder.resolve("results/machine0/0_results.json")).exists();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aLauncherKilledAtAnyMomentCanBeCancelled(int moment) throws Exception {
        cluster.killAfter(moment);
        try {
            drive();
        } catch (FakeCluster.Killed killed) {
            said.add("killed");
        }
        cluster.killAfter(Integer.MAX_VALUE);
        launch.cancel();

        drive();

        assertThat(cluster.isClean()).isTrue();
        assertThat(folder.resolve("results/machine0/0_results.json").toFile().exists())
                .isEqualTo(!cluster.started.isEmpty());
        int calls = cluster.calls.size();
        drive();
        assertThat(cluster.calls).as("a second time").hasSize(calls);
    }

    @Test
    void aRefusedLaunchLeavesNothing() {
        cluster.fail("check");

        assertThatThrownBy(this::drive).hasMessage("check failed");

        assertThat(launch.path()).doesNotExist();
        assertThat(cluster.calls).containsExactly("check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "reserve", "granted", "start"})
    void aFailureBeforeTheRunGivesEverythingBack(String operation) throws Exception {
        cluster.fail(operation);

        assertThat(drive()).isEqualTo(new Outcome(3, operation + " failed"));

        assertThat(cluster.isClean()).isTrue();
        assertThat(launch.read().state()).isEqualTo("failed");
    }

    @Test
    void resultsOfAFailedRunAreFetchedBeforeAnythingIsDeleted() throws Exception {
        cluster.ends(done(0), FakeCluster.host(1, Phase.ENDED, 3));

        assertThat(drive()).isEqualTo(new Outcome(3, "machine 1 (m1): the disk is full"));

        assertThat(folder.resolve("results/machine0/0_results.json")).exists();
        assertThat(cluster.isClean()).isTrue();
    }

    @Test
    void resultsThatCannotBeFetchedStayWhereTheyAre() throws Exception {
        cluster.fail("fetch");

        assertThatThrownBy(this::drive)
                .isInstanceOf(IOException.class)
                .hasMessage("the results could not be fetched: fetch failed; to try again: murmur launch resume "
                        + launch.id());

        assertThat(cluster.isClean()).isFalse();
        cluster.fail("");
        assertThat(drive()).isEqualTo(Outcome.DONE);
        assertThat(folder.resolve("results/machine0/0_results.json")).exists();
        assertThat(cluster.isClean()).isTrue();
    }

    @Test
    void machinesOfAFailedRunAreGivenBackEvenIfItsResultsCannotBeFetched() {
        cluster.ends(done(0), FakeCluster.host(1, Phase.KILLED, 0));
        cluster.fail("fetch");

        assertThatThrownBy(this::drive).hasMessageContaining("; and the results could not be fetched: ");

        assertThat(cluster.released).isEqualTo(cluster.reservations);
        assertThat(cluster.isClean()).isFalse();
    }

    @Test
    void resultsThatAreGoneCanBeGivenUp() throws Exception {
        cluster.fail("fetch");
        assertThatThrownBy(this::drive).isInstanceOf(IOException.class);
        launch.abandon();

        drive();

        assertThat(cluster.isClean()).isTrue();
    }

    @Test
    void aKilledHostIsToldFromOneThatFailedAndFromAMachineThatIsGone() throws Exception {
        HostState failed = FakeCluster.host(0, Phase.ENDED, 3);
        cluster.ends(failed, FakeCluster.host(1, Phase.KILLED, 0));
        assertThat(drive().reason()).startsWith("machine 1 (m1) was killed; it said last:\n  one line\n");
        create();
        cluster.ends(failed, FakeCluster.host(1, Phase.UNREACHABLE, 0));
        assertThat(drive().reason()).isEqualTo("machine 1 (m1) does not answer");
    }

    @Test
    void aSilentClusterIsNoFailureOfTheRun() throws Exception {
        cluster.fail("look");

        assertThatThrownBy(this::drive)
                .hasMessage("look failed; the run may go on: murmur launch resume " + launch.id() + " looks again");

        assertThat(launch.read().state()).isEqualTo("follow");
        assertThat(cluster.released).isEmpty();
        cluster.fail("");
        assertThat(drive()).isEqualTo(Outcome.DONE);
    }

    @Test
    void oneProcessHoldsALaunch() throws Exception {
        try (LaunchFolder.Hold hold = launch.hold().orElseThrow()) {
            assertThat(launch.hold()).isEmpty();
            assertThat(hold.channel().isOpen()).isTrue();
        }
        launch.hold().orElseThrow().close();
    }
}
