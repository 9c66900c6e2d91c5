package murmur.launch.site;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.Submission;
import tools.jackson.databind.json.JsonMapper;

/// What a launch to machines that OAR reserves is told.
///
/// @param adopted the number of a job that is there; 0: one is made
/// @param release whether that is ended afterwards; one that was made always is
/// @param saved the folder here in which a folder for the results is made; blank: they go to that of the request
/// @param everything whether logs and graphs are fetched, too
/// @param outside where OAR is; nothing in it: its commands are on this machine
public record OarSettings(
        Job job, Staging staging, long adopted, boolean release, String saved, boolean everything, Outside outside) {
    /// What the Grid'5000 file is called in a parcel and beside results, if there is one.
    public static final String FILE = "g5k_config.json";

    /// Setting of a request: checkpoints are for the jobs to come only, and of no use once the run is done.
    public static final String PASSING_CHECKPOINTS = "passing_checkpoints";

    /// OAR resubmits a job of this type when it says so.
    private static final String IDEMPOTENT = "idempotent";

    /// What is reserved.
    ///
    /// @param name as the user has it
    /// @param walltime of the run, in seconds
    /// @param margin how much more is reserved, in seconds; in that time hosts save what they have
    /// @param queue blank: that of the site
    /// @param resubmissions how often OAR may resubmit it, for the run to go on from its checkpoints
    public record Job(
            String name,
            long walltime,
            long margin,
            String cluster,
            String queue,
            List<String> types,
            int resubmissions) {
        public Job {
            types = List.copyOf(types);
            BadInput.unless(resubmissions >= 0, "--resubmissions", "be at least 0", resubmissions);
        }

        private List<String> allTypes() {
            Stream<String> own = resubmissions > 0 ? Stream.of(IDEMPOTENT) : Stream.empty();
            return Stream.concat(types.stream(), own).distinct().toList();
        }
    }

    /// Where everything is put.
    ///
    /// @param root a path that all machines share, absolute or relative to the home
    /// @param connector words by which the first machine runs a command on another, such as `oarsh`
    /// @param program words that start the program; none: it is sent
    /// @param home the folder here of the program that is sent
    /// @param jdk the folder of a JDK there or here; blank: one is found
    /// @param datasets a folder there; blank: where the program looks by itself
    public record Staging(
            String root, List<String> connector, List<String> program, String home, String jdk, String datasets) {}

    /// A site seen from outside.
    ///
    /// @param api the address of the interface; blank: this machine is the frontend
    /// @param site its name there
    /// @param login the file with user and password; blank: they are in the environment
    /// @param frontend for `ssh`, `[user@]host`
    /// @param options for `ssh`, a jump host among them
    public record Outside(String api, String site, String login, String frontend, List<String> options) {
        public static final Outside NONE = new Outside("", "", "", "", List.of());
    }

    /// @throws BadInput for what OAR cannot be asked
    public OarSettings {
        if (staging.root().isBlank()
                || staging.root().matches("[~-].*")
                || staging.root().lines().count() > 1) {
            throw BadInput.must("--storage", "be a path, absolute or relative to the home there", staging.root());
        }
        BadInput.unless(
                adopted == 0 || job.resubmissions() == 0,
                "--resubmissions",
                "be left out with --job: a job of yours is not resubmitted",
                job.resubmissions());
        BadInput.unless(!staging.connector().isEmpty(), "--connector", "be a command, such as oarsh", "blank");
        Submission.Need need = new Submission.Need(
                1, job.cluster(), Duration.ofSeconds(job.walltime() + job.margin()), Duration.ofSeconds(job.margin()));
        new Submission(JobName.of(job.name(), "check"), "", need, job.queue(), job.types());
    }

    /// What is asked of OAR.
    ///
    /// @param folder the launch's, there
    Submission submission(JobName name, String folder, int machines) {
        Duration margin = Duration.ofSeconds(job.margin());
        return new Submission(
                name,
                "exec " + ShellWord.line(List.of("sh", folder + "/job.sh", Integer.toString(machines))),
                new Submission.Need(
                        machines,
                        job.cluster(),
                        Duration.ofSeconds(job.walltime()).plus(margin),
                        margin),
                job.queue(),
                job.allTypes());
    }

    /// As the record of the launch has it.
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static OarSettings read(String json) {
        return JsonMapper.shared().readValue(json, OarSettings.class);
    }
}
