package murmur.launch.oar;

import java.time.Duration;
import java.util.List;
import murmur.BadInput;

/// What is asked of OAR.
///
/// @param command a line for the shell of the first machine
/// @param need which machines, and for how long
/// @param queue blank: that of the site
/// @param types such as `night`
public record Submission(JobName name, String command, Need need, String queue, List<String> types) {
    /// OAR cannot start a job in a folder with a quote in its name, nor write there: the command sees to that.
    public static final String FOLDER = "/tmp";

    public static final String NOWHERE = "/dev/null";

    private static final String WORD = "[A-Za-z0-9_][A-Za-z0-9_=:.,-]*";

    /// Which machines, and for how long.
    ///
    /// @param cluster blank: any
    /// @param warning how long before the end the job is told to save what it has; nothing: never
    public record Need(int machines, String cluster, Duration walltime, Duration warning) {
        public Need {
            BadInput.unless(machines >= 1, "machines", "be at least 1", machines);
            BadInput.unless(cluster.matches("[A-Za-z0-9_-]*"), "cluster", "be the name of a cluster", cluster);
            BadInput.unless(
                    walltime.compareTo(warning) > 0, "walltime", "be longer than what is kept to save", walltime);
        }

        /// `nodes=2,walltime=01:10:00`
        public String resources() {
            return "nodes=%d,walltime=%02d:%02d:%02d"
                    .formatted(machines, walltime.toHours(), walltime.toMinutesPart(), walltime.toSecondsPart());
        }

        /// As a condition in SQL; blank: none.
        public String properties() {
            return cluster.isEmpty() ? "" : "cluster='" + cluster + "'";
        }
    }

    public Submission {
        types = List.copyOf(types);
        BadInput.unless(queue.isEmpty() || queue.matches(WORD), "queue", "be the name of a queue", queue);
        types.forEach(type -> BadInput.unless(type.matches(WORD), "job_type", "be a type of jobs", type));
    }
}
