package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.Oar;
import murmur.launch.oar.OarJob;

/// Machines that OAR reserves, which share a disk. The job itself starts the hosts and waits for them, so that nobody
/// need be there when it starts, and it ends with them; what becomes of them is read from the disk.
final class OarSite implements Site {
    private static final String FOLDER = "folder";
    private static final String JOB = "job";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final LaunchFolder folder;
    private final Request request;
    private final OarSettings settings;
    private final Grid grid;
    private Optional<OarJob> known = Optional.empty();
    private long asked;

    /// What a launch works with.
    ///
    /// @param frontend reaches the disk that the machines share
    /// @param pause between two questions to OAR, which others ask, too
    record Grid(Oar oar, Access frontend, Program program, Duration pause) {}

    OarSite(LaunchFolder folder, Request request, OarSettings settings, Grid grid) {
        this.folder = folder;
        this.request = request;
        this.settings = settings;
        this.grid = grid;
    }

    private boolean adopts() {
        return settings.adopted() > 0;
    }

    private JobName name() {
        return JobName.of(settings.job().name(), folder.read().token());
    }

    private OarFolder shared(Notes notes) {
        return new OarFolder(grid.frontend(), notes.get(FOLDER));
    }

    @Override
    public void check() throws IOException, InterruptedException {
        try {
            grid.program().check(grid.frontend());
        } catch (Access.Unreachable silent) {
            throw new BadInput(String.valueOf(silent.getMessage()), silent);
        }
        if (adopts()) {
            adopted();
        } else {
            grid.oar().find(name());
        }
    }

    private OarJob adopted() throws IOException, InterruptedException {
        OarJob job = grid.oar()
                .job(settings.adopted())
                .orElseThrow(() -> BadInput.must("--job", "be the number of a job", settings.adopted()));
        if (!job.isRunning()) {
            throw BadInput.must("--job", "be a job that is running", "job " + job.id() + ", " + job.state());
        }
        if (job.nodes().size() < request.machines()) {
            throw BadInput.must(
                    "--job",
                    "have " + request.machines() + " machines",
                    "job " + job.id() + " with " + job.nodes().size());
        }
        return job;
    }

    @Override
    public Notes stage() throws IOException, InterruptedException {
        Access frontend = grid.frontend();
        String root = OarFolder.made(frontend, settings.staging().root());
        String path = OarFolder.made(frontend, root + "/launches/" + folder.id());
        List<String> command = new ArrayList<>(grid.program().stage(frontend, root));
        command.addAll(OarFolder.words(request, settings.staging().datasets()));
        OarFolder.fill(folder.parcel(), settings.staging().connector(), command);
        new Courier(frontend).send(folder.parcel(), path);
        return Notes.of(FOLDER, path);
    }

    @Override
    public Optional<Notes> find(String token, Notes notes) throws IOException, InterruptedException {
        if (adopts()) {
            return Optional.of(notes(settings.adopted()));
        }
        return grid.oar().find(name()).map(job -> notes(job.id()));
    }

    private static Notes notes(long job) {
        return Notes.of(JOB, Long.toString(job));
    }

    @Override
    public Notes reserve(String token, Notes notes) throws IOException, InterruptedException {
        return notes(grid.oar().submit(settings.submission(name(), notes.get(FOLDER), request.machines())));
    }

    /// The job as OAR has known it a moment ago. One that could not begin OAR may have begun anew, by another number.
    private Optional<OarJob> job(Notes notes) throws IOException, InterruptedException {
        if (known.isEmpty() || System.nanoTime() - asked > grid.pause().toNanos()) {
            known = adopts() ? grid.oar().job(settings.adopted()) : grid.oar().find(name());
            asked = System.nanoTime();
        }
        return known.or(() -> Optional.of(new OarJob(
                Long.parseLong(notes.get(JOB)), "", "", "error", List.of(), 0, "OAR does not know it any more")));
    }

    @Override
    public Grant granted(Notes notes) throws IOException, InterruptedException {
        OarJob job = job(notes).orElseThrow();
        if (job.isRunning() || shared(notes).hasBegun()) {
            return new Grant.Ready(notes(job.id()).and(results(job.id())));
        }
        if (job.isOver()) {
            return new Grant.Refused("job " + job.id() + " ended before it began: " + job.state() + said(job));
        }
        String when =
                job.scheduled() > 0 ? ", may start at " + TIME.format(Instant.ofEpochSecond(job.scheduled())) : "";
        return new Grant.Waiting("job " + job.id() + ": " + job.state() + when);
    }

    private static String said(OarJob job) {
        return job.message().isBlank() ? "" : " (" + job.message() + ")";
    }

    /// `<job>_<name>`, as the reference calls them.
    private Notes results(long job) {
        return settings.saved().isEmpty()
                ? Notes.NONE
                : Notes.of(
                        LaunchRecord.RESULTS,
                        Path.of(settings.saved())
                                .resolve(
                                        job + "_" + JobName.plain(settings.job().name(), 200))
                                .toString());
    }

    @Override
    public Notes start(Notes notes) throws IOException, InterruptedException {
        if (adopts()) {
            shared(notes)
                    .startIn(settings.adopted(), request.machines(), adopted().nodes());
        }
        return Notes.NONE;
    }

    @Override
    public List<HostState> look(Notes notes) throws IOException, InterruptedException {
        Optional<String> over = job(notes).filter(OarJob::isOver).map(job -> job.state() + said(job));
        // In this order: what a job has noted is there when it is over.
        return shared(notes).look(request.machines(), over);
    }

    @Override
    public String log(int machine, Notes notes) throws IOException, InterruptedException {
        String log = shared(notes).log(machine);
        Optional<OarJob> over =
                job(notes).filter(OarJob::isOver).filter(job -> !job.message().isBlank());
        return over.map(job -> log + "job " + job.id() + ": " + job.state() + said(job) + "\n")
                .orElse(log);
    }

    @Override
    public void stop(Notes notes) throws IOException, InterruptedException {
        if (notes.find(FOLDER).isEmpty()) {
            return;
        }
        shared(notes).stop();
        await(
                OVER_SECONDS,
                () -> !shared(notes).hasBegun() || look(notes).stream().allMatch(HostState::isOver));
    }

    @Override
    public int fetch(Path results, Notes notes) throws IOException, InterruptedException {
        String path = notes.get(FOLDER) + "/" + OarFolder.RESULTS;
        Predicate<String> wanted = settings.everything() ? file -> true : OarSite::isAlwaysKept;
        int files = new Courier(grid.frontend()).fetch(path, results, wanted);
        if (files > 0) {
            Files.writeString(results.resolve("ip.json"), shared(notes).addresses());
            copy(folder.parcel().resolve(Parcel.configuration(request)), results.resolve("config.ini"));
            copy(folder.parcel().resolve(OarSettings.FILE), results.resolve(OarSettings.FILE));
        }
        return files;
    }

    /// As the reference has it: neither graphs nor logs, but that of the first node.
    static boolean isAlwaysKept(String file) {
        boolean graph = file.startsWith("graphs/") || file.contains("/graphs/");
        boolean log = file.endsWith(".log") && !file.endsWith("/0.log");
        return !graph && !log;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// All jobs of this launch; what runs in them has ended when this returns.
    @Override
    public void release(Notes notes) throws IOException, InterruptedException {
        OptionalLong ended = adopts() ? releaseAdopted() : releaseOwn();
        if (ended.isPresent()) {
            await(
                    OVER_SECONDS,
                    () -> grid.oar()
                            .job(ended.getAsLong())
                            .filter(job -> !job.isOver())
                            .isEmpty());
        }
    }

    private OptionalLong releaseAdopted() throws IOException, InterruptedException {
        return settings.release() ? delete(grid.oar().job(settings.adopted())) : OptionalLong.empty();
    }

    private OptionalLong releaseOwn() throws IOException, InterruptedException {
        return delete(grid.oar().find(name()));
    }

    private OptionalLong delete(Optional<OarJob> job) throws IOException, InterruptedException {
        Optional<OarJob> left = job.filter(each -> !each.isOver());
        if (left.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!left.get().state().equals("finishing")) {
            grid.oar().delete(left.get().id());
        }
        return OptionalLong.of(left.get().id());
    }

    /// What is waited for.
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static final int OVER_SECONDS = 60;

    private static void await(int seconds, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()
                && System.nanoTime() - start < Duration.ofSeconds(seconds).toNanos()) {
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    @Override
    public void clear(Notes notes) throws IOException, InterruptedException {
        if (notes.find(FOLDER).isPresent()) {
            new Courier(grid.frontend()).delete(notes.get(FOLDER));
        }
    }
}
