package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.launch.site.HostState.Phase;

/// Machines of a Slurm cluster, seen from a machine that shares a disk with them. The job is reserved and started in
/// one; its script tells by files how its hosts do, and has Slurm start it again when it is not finished.
final class SlurmSite implements Site {
    private static final String FOLDER = "folder";
    private static final String JOB = "job";
    private static final String NODES = "nodes";
    private static final String RESULTS = "results";
    private static final String OWN = RESULTS + "/slurm";
    private static final String SCRIPT = OWN + "/job.sh";
    private static final Duration ENDING = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(500);

    private final LaunchFolder folder;
    private final LaunchRecord record;
    private final SlurmSettings settings;
    private final Access frontend = new Here();
    private final SlurmQueue slurm = new SlurmQueue(frontend);
    private final Program program;

    SlurmSite(LaunchFolder folder, SlurmSettings settings, Program program) {
        this.folder = folder;
        this.settings = settings;
        this.program = program;
        record = folder.read();
    }

    @Override
    public void check() throws IOException, InterruptedException {
        slurm.requireCommands();
        settings.requireWork();
        program.check(frontend);
        slurm.requirePossible(SlurmScript.directives(record.token(), record.request(), settings) + "true\n");
    }

    @Override
    public Notes stage() throws IOException, InterruptedException {
        String staging = settings.work() + "/launches/" + folder.id();
        List<String> words = program.stage(frontend, settings.work());
        Path script = folder.parcel().resolve(SCRIPT);
        Files.createDirectories(script.resolveSibling(""));
        Files.writeString(
                script, new SlurmScript(staging, words, run()).text(record.token(), record.request(), settings));
        new Courier(frontend).send(folder.parcel(), staging);
        return Notes.of(FOLDER, staging);
    }

    private List<String> run() {
        Request request = record.request();
        List<String> words = new ArrayList<>(List.of("host", Parcel.configuration(request)));
        words.addAll(List.of("--addresses", "ip.json", "--keys", Parcel.KEYS, "--log-dir", RESULTS));
        words.addAll(List.of(
                "--procs-per-machine",
                request.shares().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        words.addAll(request.options());
        return words;
    }

    @Override
    public Optional<Notes> find(String token, Notes notes) throws IOException, InterruptedException {
        return slurm.find(notes.get(FOLDER), token).map(id -> Notes.of(JOB, id));
    }

    @Override
    public Notes reserve(String token, Notes notes) throws IOException, InterruptedException {
        return Notes.of(JOB, slurm.submit(notes.get(FOLDER), SCRIPT));
    }

    @Override
    public Grant granted(Notes notes) throws IOException, InterruptedException {
        SlurmJob job = slurm.job(notes.get(JOB));
        if (file(notes, "attempt").isPresent()) {
            return new Grant.Ready(Notes.of(NODES, file(notes, NODES).orElse("")));
        }
        return job.isOver() ? new Grant.Refused(job.words()) : new Grant.Waiting(job.words());
    }

    /// The job has.
    @Override
    public Notes start(Notes notes) {
        return Notes.NONE;
    }

    /// As long as there is a job, a host that has ended may yet be started again: what it ended with does not count.
    @Override
    public List<HostState> look(Notes notes) throws IOException, InterruptedException {
        SlurmJob job = slurm.job(notes.get(JOB));
        List<String> nodes = file(notes, NODES).orElse("").lines().toList();
        List<HostState> states = new ArrayList<>();
        for (int machine = 0; machine < record.request().machines(); machine++) {
            String node = machine < nodes.size() ? nodes.get(machine) : "no node yet";
            states.add(job.isOver() ? ended(machine, node, job, notes) : going(machine, node, job, notes));
        }
        return states;
    }

    private HostState ended(int machine, String node, SlurmJob job, Notes notes) {
        String attempt = file(notes, "attempt").orElse("0");
        String where = node + ", "
                + file(notes, "ending")
                        .map(why -> "job " + job.id() + " was " + why)
                        .orElse(job.words());
        return file(notes, "status-" + attempt + "-" + machine)
                .map(status -> new HostState(machine, where, Phase.ENDED, Integer.parseInt(status), ""))
                .orElseGet(() -> new HostState(machine, where, Phase.KILLED, 0, ""));
    }

    private HostState going(int machine, String node, SlurmJob job, Notes notes) {
        if (job.isWaiting()) {
            return new HostState(machine, node, Phase.WAITING, 0, job.words());
        }
        String progress = lines(notes, machine)
                .filter(line -> line.startsWith("iteration "))
                .reduce((earlier, later) -> later)
                .orElse(job.words());
        return new HostState(machine, node, Phase.RUNNING, 0, progress);
    }

    private java.util.stream.Stream<String> lines(Notes notes, int machine) {
        return file(notes, OWN + "/host" + machine + ".log").orElse("").lines();
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

    @Override
    public String log(int machine, Notes notes) {
        return lines(notes, machine).collect(Collectors.joining("\n"));
    }

    @Override
    public void stop(Notes notes) throws IOException, InterruptedException {
        Optional<String> id = job(notes);
        if (id.isEmpty()) {
            return;
        }
        // Before anything else: a script that is told to end for another reason has the job started again.
        Files.writeString(Path.of(notes.get(FOLDER), "cancelled"), "");
        SlurmJob job = slurm.job(id.get());
        if (!job.isWaiting() && !job.isOver()) {
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

    private boolean isOverSoon(String id) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!slurm.job(id).isOver()) {
            if (System.nanoTime() - start > ENDING.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    @Override
    public int fetch(Path results, Notes notes) throws IOException, InterruptedException {
        if (file(notes, OWN + "/job.log").isEmpty()) {
            return 0;
        }
        new Courier(frontend).fetch(notes.get(FOLDER) + "/" + RESULTS, results);
        return (int) IntStream.range(0, record.request().machines())
                .filter(machine -> Files.isDirectory(results.resolve("machine" + machine)))
                .count();
    }

    @Override
    public void release(Notes notes) throws IOException, InterruptedException {
        Optional<String> id = job(notes);
        if (id.isPresent() && !slurm.job(id.get()).isOver()) {
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
