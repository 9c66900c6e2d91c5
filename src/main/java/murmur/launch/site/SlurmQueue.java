package murmur.launch.site;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;

/// Slurm, through its commands.
///
/// @param frontend a machine that has them
record SlurmQueue(Access frontend) {
    private static final String MISSING = "for each in sbatch scontrol squeue scancel flock; do"
            + " command -v \"$each\" >/dev/null || echo \"$each\"; done";

    /// Who is killed while it submits leaves this script running, which writes down what it got; the next one
    /// waits for it.
    private static final String SUBMIT = """
            cd -- "$1" && exec 9>>submit.lock && flock -w 120 9 || exit 1
            [ -s submitted ] || {
                sbatch --parsable <"$2" >submitted.new 9>&- && mv submitted.new submitted || exit 1
            }
            cat submitted
            """;

    private static final String SUBMITTED = """
            cd -- "$1" 2>/dev/null || exit 0
            exec 9>>submit.lock && flock -w 120 9 || exit 1
            cat job 2>/dev/null || cat submitted 2>/dev/null && exit
            list=$(squeue --noheader --states=all --user="$(id -un)" --name="$2" --format=%F) || exit 1
            printf '%s\n' "$list" | sort -n
            """;

    private static final String ACCOUNTED = "sacct --noheader --parsable2 --allocations --jobs=\"$1\""
            + " --format=State,ExitCode 2>/dev/null | tail -n 1";

    /// @throws BadInput if there is no Slurm
    void requireCommands() throws IOException, InterruptedException {
        String missing = frontend.script(MISSING, List.of()).strip().lines().reduce("", (all, one) -> all + " " + one);
        if (!missing.isEmpty()) {
            throw BadInput.must(frontend.name(), "have Slurm's commands and flock", "without" + missing)
                    .cure("run this on the cluster's frontend");
        }
    }

    /// Has Slurm say whether it could ever run a job, without submitting it.
    ///
    /// @throws BadInput with its answer
    void requirePossible(String script) throws IOException, InterruptedException {
        Said said = frontend.run(
                List.of("sbatch", "--test-only"), script.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (!said.isGood()) {
            throw BadInput.must("the job", "be one that Slurm could run", "refused: " + said.complaint())
                    .cure("sinfo shows what there is; see --hosts, --partition, --account, --walltime,"
                            + " --cpus-per-task, --mem, --sbatch-option");
        }
    }

    /// Submits the script, unless it was submitted from that folder before.
    ///
    /// @return the job's number
    String submit(String folder, String script) throws IOException, InterruptedException {
        return number(frontend.script(SUBMIT, List.of(folder, script)))
                .orElseThrow(() -> new IOException("sbatch did not say which job it has submitted"));
    }

    /// The job that was submitted from that folder, or has that name.
    Optional<String> find(String folder, String name) throws IOException, InterruptedException {
        return number(frontend.script(SUBMITTED, List.of(folder, name)));
    }

    /// `sbatch` appends the name of the cluster where there are several.
    private static Optional<String> number(String said) {
        return said.lines()
                .map(line -> line.split(";", 2)[0].strip())
                .filter(line -> line.matches("\\d+"))
                .findFirst();
    }

    /// @throws IOException if Slurm does not answer
    SlurmJob job(String id) throws IOException, InterruptedException {
        Said shown = frontend.run(List.of("scontrol", "--oneliner", "show", "job", id));
        if (shown.isGood()) {
            return SlurmJob.shown(id, shown.out());
        }
        if (!shown.complaint().contains("Invalid job id")) {
            throw new IOException("Slurm does not answer: " + shown.complaint());
        }
        return forgotten(id);
    }

    /// The tasks of a job array that Slurm still knows, by number.
    ///
    /// @throws IOException if Slurm does not answer
    Map<Integer, SlurmJob> tasks(String id) throws IOException, InterruptedException {
        // The numbers of tasks that wait are otherwise cut after 64 characters.
        List<String> words = List.of("env", "SLURM_BITSTR_LEN=0", "scontrol", "--oneliner", "show", "job", id);
        Said shown = frontend.run(words);
        if (shown.isGood()) {
            return SlurmJob.tasks(id, shown.out());
        }
        if (!shown.complaint().contains("Invalid job id")) {
            throw new IOException("Slurm does not answer: " + shown.complaint());
        }
        return Map.of();
    }

    /// A job, or a task, that Slurm's controller does not know any more.
    SlurmJob forgotten(String id) throws IOException, InterruptedException {
        String line = frontend.script(ACCOUNTED, List.of(id)).strip();
        return line.isEmpty() ? new SlurmJob(id, SlurmJob.GONE, "", "Unknown", 0, 0) : SlurmJob.accounted(id, line);
    }

    /// Tells the script of a job to end, or ends the job. One that is over already is none the worse for it.
    void cancel(String id, String... options) throws IOException, InterruptedException {
        List<String> words = Stream.concat(Stream.of("scancel"), Stream.concat(Stream.of(options), Stream.of(id)))
                .toList();
        Said said = frontend.run(words);
        if (!said.isGood() && !job(id).isOver()) {
            throw new IOException("scancel: " + said.complaint());
        }
    }
}
