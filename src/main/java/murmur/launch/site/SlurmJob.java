package murmur.launch.site;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A job as Slurm shows it.
///
/// @param state in Slurm's word; [#GONE] once it has forgotten the job
/// @param reason why it waits, or ended, in Slurm's word
/// @param start when it began or is expected to; `Unknown` if it is not
/// @param exit the status of the script
/// @param restarts how often it was started again
record SlurmJob(String id, String state, String reason, String start, int exit, int restarts) {
    /// Slurm forgets a job some minutes after its end.
    static final String GONE = "GONE";

    /// By this the script says that its node does not see the folder.
    private static final int NO_FOLDER = 72;

    /// By this one of several runs says that its node does not see the folder of its results.
    private static final int NO_RESULTS = 73;

    /// Numbers of tasks.
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private static final Set<String> NOT_OVER = Set.of(
            "PENDING",
            "CONFIGURING",
            "RUNNING",
            "COMPLETING",
            "SUSPENDED",
            "STOPPED",
            "STAGE_OUT",
            "SIGNALING",
            "RESIZING",
            "REQUEUED",
            "REQUEUE_FED",
            "REQUEUE_HOLD",
            "SPECIAL_EXIT",
            "RESV_DEL_HOLD");

    private static final Map<String, String> ENDS = Map.of(
            "CANCELLED",
            "was cancelled",
            "TIMEOUT",
            "ran into its time limit",
            "DEADLINE",
            "ran into its deadline",
            "NODE_FAIL",
            "lost a node",
            "BOOT_FAIL",
            "got a node that did not start",
            "OUT_OF_MEMORY",
            "needed more memory than it had asked for, see --mem",
            "PREEMPTED",
            "had to make room for another job",
            GONE,
            "is not known to Slurm any more");

    private static final Map<String, String> REASONS = Map.of(
            "None", "has just been submitted",
            "Resources", "waits for free nodes",
            "Priority", "waits behind other jobs",
            "BeginTime", "may not begin yet",
            "JobHeldUser", "is held by its user; scontrol release lets it go",
            "JobHeldAdmin", "is held by an administrator",
            "PartitionTimeLimit", "asks for more time than its partition allows; cancel it, and lower --walltime",
            "PartitionNodeLimit", "asks for more nodes than its partition allows; cancel it, and lower --hosts",
            "PartitionDown", "waits for its partition, which is down",
            "BadConstraints", "asks for what no node has; cancel it");

    /// From what `scontrol --oneliner show job` says.
    static SlurmJob shown(String id, String line) {
        return new SlurmJob(
                id,
                field("JobState", line),
                field("Reason", line).replace('_', ' '),
                field("StartTime", line),
                exitStatus(field("ExitCode", line)),
                number(field("Restarts", line)));
    }

    /// From what the same says of a job array: a line for each task, or for several that wait.
    static Map<Integer, SlurmJob> tasks(String id, String lines) {
        Map<Integer, SlurmJob> tasks = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            for (String part : field("ArrayTaskId", line).split("%", 2)[0].split(",", -1)) {
                Matcher range = RANGE.matcher(part);
                if (range.matches()) {
                    int first = number(range.group(1));
                    int last = range.group(2) == null ? first : number(range.group(2));
                    for (int task = first; task <= last; task++) {
                        tasks.put(task, shown(id + "_" + task, line));
                    }
                }
            }
        }
        return tasks;
    }

    /// From a line `State|ExitCode` of `sacct`.
    static SlurmJob accounted(String id, String line) {
        String[] cells = line.split("\\|", -1);
        String state = cells[0].strip().split(" ", 2)[0];
        return new SlurmJob(id, state, "", "Unknown", cells.length > 1 ? exitStatus(cells[1]) : 0, 0);
    }

    private static String field(String name, String line) {
        Matcher matcher = Pattern.compile("(?:^|\\s)" + name + "=(\\S*)").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Of `<status>:<signal>`.
    private static int exitStatus(String code) {
        return number(code.split(":", 2)[0].strip());
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    boolean isOver() {
        return !NOT_OVER.contains(state);
    }

    boolean isWaiting() {
        return state.equals("PENDING") || state.startsWith("REQUEUE");
    }

    /// What it is doing, for the user.
    String words() {
        return "job " + id + " " + (isWaiting() ? waiting() : isOver() ? end() : going());
    }

    private String going() {
        return switch (state) {
            case "RUNNING" -> restarts == 0 ? "runs" : "runs, started again for the " + ordinal() + " time";
            case "CONFIGURING" -> "waits for its nodes to boot";
            case "SUSPENDED", "STOPPED" -> "was suspended";
            case "COMPLETING" -> "is ending";
            default -> "is " + state.toLowerCase(Locale.ROOT);
        };
    }

    private String ordinal() {
        return switch (restarts) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> restarts + "th";
        };
    }

    private String waiting() {
        String known = Optional.ofNullable(REASONS.get(reason)).orElseGet(this::otherReason);
        String again = restarts == 0 ? "" : ", to be started again";
        return known + again + (start.matches("\\d.*") ? ", expected to start at " + start.replace('T', ' ') : "");
    }

    private String otherReason() {
        if (reason.startsWith("ReqNodeNotAvail") || reason.startsWith("Nodes required")) {
            return "waits for nodes that are down, drained or reserved";
        }
        boolean limited = reason.startsWith("QOS") || reason.startsWith("Assoc") || reason.startsWith("Max");
        return limited ? "is over a limit of its account (" + reason + ")" : "waits (" + reason + ")";
    }

    private String end() {
        if (exit == NO_FOLDER) {
            return "does not see the folder it was staged in; name one with --work that all nodes share";
        }
        if (exit == NO_RESULTS) {
            return "does not see the folder of its results; name one with --output that all nodes share";
        }
        return ENDS.getOrDefault(state, exit == 0 ? "has ended" : "has ended with status " + exit);
    }
}
