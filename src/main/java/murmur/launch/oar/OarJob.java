package murmur.launch.oar;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A job as OAR knows it.
///
/// @param state in lower case: `waiting`, `launching`, `running`, `terminated`, `error` …
/// @param nodes the names of its machines, each once, as soon as there are any
/// @param scheduled when it may start, in seconds since 1970; 0 while nobody knows
/// @param message what the scheduler says about it; may be blank
public record OarJob(
        long id, String name, String owner, String state, List<String> nodes, long scheduled, String message) {
    public OarJob {
        state = state.toLowerCase(Locale.ROOT);
        nodes = nodes.stream().distinct().toList();
    }

    /// Whether it will not run any more.
    public boolean isOver() {
        return state.equals("terminated") || state.equals("error");
    }

    /// Whether its machines are there.
    public boolean isRunning() {
        return List.of("running", "suspended", "resuming", "finishing").contains(state);
    }

    static Optional<OarJob> newest(Stream<OarJob> jobs) {
        return jobs.max(Comparator.comparing((OarJob job) -> !job.isOver()).thenComparingLong(OarJob::id));
    }

    /// The job that counts, of several of one name.
    public static Optional<OarJob> of(List<OarJob> jobs, JobName name) {
        return newest(jobs.stream().filter(job -> job.name().equals(name.text())));
    }
}
