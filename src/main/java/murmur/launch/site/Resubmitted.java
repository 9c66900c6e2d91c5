package murmur.launch.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import murmur.launch.oar.OarJob;
import murmur.launch.site.HostState.Phase;

/// The hosts of a run that goes on in a new job when its walltime is over or a machine is lost: how one ended does not
/// count before it is clear that it will not be started again.
///
/// @param job the one that is not over, else the last one
/// @param seen what that one has left
record Resubmitted(OarJob job, OarFolder.Seen seen) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    /// What a job that has not begun is waiting for, for the user.
    static String words(OarJob job) {
        String when =
                job.scheduled() > 0 ? ", may start at " + TIME.format(Instant.ofEpochSecond(job.scheduled())) : "";
        return "job " + job.id() + ": " + job.state() + when;
    }

    /// @param isToCome whether the job that OAR makes of one that is over may just not be seen yet
    List<HostState> hosts(Predicate<OarJob> isToCome) {
        boolean again = seen.ending().filter(OarFolder.Ending::again).isPresent();
        if (job.isOver() && again) {
            return isToCome.test(job) ? all(this::waiting) : all(host -> told(host, "was not resubmitted by OAR"));
        }
        if (job.isOver() || (seen.ending().isPresent() && !again)) {
            return all(
                    host -> told(host, seen.ending().map(OarFolder.Ending::why).orElse("")));
        }
        if (again || !job.isRunning()) {
            return all(this::waiting);
        }
        // With the first machine goes the job's script: then nobody says how the job ends.
        return seen.hosts().getFirst().isOver() ? all(Resubmitted::undecided) : seen.hosts();
    }

    private List<HostState> all(UnaryOperator<HostState> how) {
        return seen.hosts().stream().map(how).toList();
    }

    private HostState waiting(HostState host) {
        String what = job.isRunning()
                ? "job " + job.id() + " ends, the run goes on in a new one from its last checkpoint"
                : words(job) + "; the run goes on in it from its last checkpoint";
        return new HostState(host.machine(), host.where(), Phase.WAITING, 0, what);
    }

    private HostState told(HostState host, String why) {
        String where = why.isBlank() ? host.where() : host.where() + "; job " + job.id() + " was " + why;
        return new HostState(host.machine(), where, host.phase(), host.status(), host.said());
    }

    private static HostState undecided(HostState host) {
        return host.isOver() ? new HostState(host.machine(), host.where(), Phase.RUNNING, 0, "") : host;
    }
}
