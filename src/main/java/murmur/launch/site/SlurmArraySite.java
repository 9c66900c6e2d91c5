package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.launch.site.HostState.Phase;

/// Many runs as one job array of a Slurm cluster: every task is a run of one process, which writes to the result folder
/// itself. What is a host elsewhere is such a run here; none depends on another one.
final class SlurmArraySite implements Site {
    private static final String FOLDER = "folder";
    private static final String JOB = "job";
    private static final String OWN = "slurm";
    private static final String SCRIPT = OWN + "/job.sh";
    private static final Duration ENDING = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(500);

    private final LaunchFolder folder;
    private final LaunchRecord record;
    private final SlurmSettings settings;
    private final SlurmRuns runs;
    private final Access frontend = new Here();
    private final SlurmQueue slurm = new SlurmQueue(frontend);
    private final Program program;

    SlurmArraySite(LaunchFolder folder, SlurmSettings settings, Program program) {
        this.folder = folder;
        this.settings = settings;
        this.program = program;
        record = folder.read();
        runs = SlurmRuns.read(record.request().setting(SlurmRuns.SETTING).orElseThrow());
    }

    @Override
    public void check() throws IOException, InterruptedException {
        slurm.requireCommands();
        settings.requireWork();
        program.check(frontend);
        slurm.requirePossible(SlurmArrayScript.directives(record.token(), runs, settings) + "true\n");
    }

    @Override
    public Notes stage() throws IOException, InterruptedException {
        String staging = settings.work() + "/launches/" + folder.id();
        List<String> words = program.stage(frontend, settings.work());
        Path script = folder.parcel().resolve(SCRIPT);
        Files.createDirectories(script.resolveSibling(""));
        Files.writeString(
                script,
                new SlurmArrayScript(staging, record.results().toString(), words, runs).text(record.token(), settings));
        new Courier(frontend).send(folder.parcel(), staging);
        return Notes.of(FOLDER, staging);
    }

    @Override
    public Optional<Notes> find(String token, Notes notes) throws IOException, InterruptedException {
        return slurm.find(notes.get(FOLDER), token).map(id -> Notes.of(JOB, id));
    }

    @Override
    public Notes reserve(String token, Notes notes) throws IOException, InterruptedException {
        return Notes.of(JOB, slurm.submit(notes.get(FOLDER), SCRIPT));
    }

    /// Each task starts when Slurm has a node for it.
    @Override
    public Notes start(Notes notes) {
        return Notes.NONE;
    }

    @Override
    public List<HostState> look(Notes notes) throws IOException, InterruptedException {
        String id = notes.get(JOB);
        Map<Integer, SlurmJob> tasks = slurm.tasks(id);
        boolean someRun = tasks.values().stream().anyMatch(task -> !task.isWaiting() && !task.isOver());
        List<HostState> states = new ArrayList<>();
        for (int task = 0; task < runs.runs().size(); task++) {
            states.add(look(task, tasks, someRun, notes));
        }
        return states;
    }

    /// @param someRun whether those that wait only wait for others of the array, perhaps
    private HostState look(int task, Map<Integer, SlurmJob> tasks, boolean someRun, Notes notes)
            throws IOException, InterruptedException {
        String name = runs.runs().get(task).name();
        Optional<String> ended = file(notes, "ended-" + task);
        if (ended.isPresent()) {
            return new HostState(task, name, Phase.ENDED, Integer.parseInt(ended.get()), "");
        }
        SlurmJob known = tasks.get(task);
        SlurmJob job = known == null ? slurm.forgotten(notes.get(JOB) + "_" + task) : known;
        if (job.isOver()) {
            // It may have ended since it was looked for.
            return file(notes, "ended-" + task)
                    .map(status -> new HostState(task, name, Phase.ENDED, Integer.parseInt(status), ""))
                    .orElse(new HostState(task, name, Phase.KILLED, 0, job.words()));
        }
        return job.isWaiting()
                ? new HostState(task, name, Phase.WAITING, 0, someRun ? "" : job.words())
                : new HostState(task, name, Phase.RUNNING, 0, "");
    }

    /// A small file of the staging folder, if it is there.
    private static Optional<String> file(Notes notes, String name) {
        try {
            return Optional.of(
                    Files.readString(Path.of(notes.get(FOLDER), name)).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /// What the run said is in its folder.
    @Override
    public String log(int machine, Notes notes) throws IOException {
        Path said = record.results().resolve(runs.runs().get(machine).name()).resolve("said.log");
        return Files.isRegularFile(said) ? Files.readString(said) : "";
    }

    @Override
    public void stop(Notes notes) throws IOException, InterruptedException {
        Optional<String> id = job(notes);
        if (id.isEmpty()) {
            return;
        }
        // Before anything else: a script that is told to end for another reason has its task started again.
        Files.writeString(Path.of(notes.get(FOLDER), "cancelled"), "");
        slurm.cancel(id.get(), "--state=PENDING");
        if (runsSome(id.get())) {
            slurm.cancel(id.get(), "--batch", "--signal=TERM");
            isOverSoon(id.get());
        }
        release(notes);
    }

    /// Also one whose submission was not written down.
    private Optional<String> job(Notes notes) throws IOException, InterruptedException {
        Optional<String> noted = notes.find(JOB);
        return noted.isPresent() ? noted : slurm.find(notes.get(FOLDER), record.token());
    }

    private boolean runsSome(String id) throws IOException, InterruptedException {
        return !slurm.tasks(id).values().stream().allMatch(SlurmJob::isOver);
    }

    private boolean isOverSoon(String id) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (runsSome(id)) {
            if (System.nanoTime() - start > ENDING.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /// The results are where they belong; the script and what it said are put beside them.
    @Override
    public int fetch(Path results, Notes notes) throws IOException, InterruptedException {
        new Courier(frontend)
                .fetch(notes.get(FOLDER) + "/" + OWN, results.resolve(OWN).resolve(folder.id()));
        return 0;
    }

    @Override
    public void release(Notes notes) throws IOException, InterruptedException {
        Optional<String> id = job(notes);
        if (id.isPresent() && runsSome(id.get())) {
            slurm.cancel(id.get());
            if (!isOverSoon(id.get())) {
                throw new IOException("job " + id.get() + " was cancelled, but is not over; squeue shows it");
            }
        }
    }

    @Override
    public void clear(Notes notes) throws IOException, InterruptedException {
        if (notes.find(FOLDER).isPresent()) {
            new Courier(frontend).delete(notes.get(FOLDER));
        }
    }
}
