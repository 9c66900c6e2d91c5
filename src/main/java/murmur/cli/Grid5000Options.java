package murmur.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is reserved, where a Grid'5000 file does not say it; these options win over such a file.
final class Grid5000Options {
    @Option(names = "--name", paramLabel = "NAME", description = "Name of the job and of the result folder (job_name).")
    private @Nullable String name;

    @Option(
            names = "--walltime",
            paramLabel = "H:MM:SS",
            description = "How long the run may take; more is reserved, see --margin.")
    private @Nullable String walltime;

    @Option(
            names = "--margin",
            paramLabel = "H:MM:SS",
            defaultValue = "0:10:00",
            description = "How much more is reserved; when that begins, hosts save what they have and end (default"
                    + " 0:10:00).")
    private String margin = "0:10:00";

    @Option(names = "--cluster", paramLabel = "NAME", description = "The cluster that machines are of (default: any).")
    private @Nullable String cluster;

    @Option(names = "--queue", paramLabel = "NAME", description = "OAR's queue (default: that of the site).")
    private @Nullable String queue;

    @Option(names = "--job-type", paramLabel = "TYPE", description = "Type of the job, such as night; may be repeated.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--resubmissions",
            paramLabel = "N",
            description =
                    "How often OAR may resubmit the job when the walltime is over or a node is lost, for the run to"
                            + " go on from its last checkpoint in a new one (default 10; 0 with a Grid'5000 file, whose"
                            + " walltime is that of the whole run, and with --job).")
    private @Nullable Integer resubmissions;

    @Option(
            names = "--save-dir",
            paramLabel = "DIR",
            description = "Where the folder JOB_NAME of the results is made (LOCAL_SAVE_DIR; default: runs).")
    private @Nullable String saveDir;

    @Option(names = "--download-all", description = "Fetch logs and graphs, too (DOWNLOAD_ALL).")
    private boolean everything;

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String walltime() {
        return walltime;
    }

    String margin() {
        return margin;
    }

    @Nullable
    String cluster() {
        return cluster;
    }

    @Nullable
    String queue() {
        return queue;
    }

    List<String> types() {
        return types;
    }

    @Nullable
    Integer resubmissions() {
        return resubmissions;
    }

    @Nullable
    String saveDir() {
        return saveDir;
    }

    boolean everything() {
        return everything;
    }
}
