package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.Oar;
import murmur.launch.oar.OarJob;
import murmur.launch.site.LaunchRecord.Outcome;

/// Machines that OAR reserves, which share a disk. The job itself starts the hosts and waits for them, so that nobody
/// need be there when it starts, and it ends with them; what becomes of them is read from the disk.
final class OarSite implements Site {
    private static final String FOLDER = "folder";
    private static final String JOB = "job";

    /// An interface between may show what OAR does a little later.
    private static final Duration SUCCESSOR = Duration.ofSeconds(30);

    private final LaunchFolder folder;
    private final Request request;
    private final OarSettings settings;
    private final Grid grid;
    private final OarReservation reservation;
    private Optional<Long> ended = Optional.empty();

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
        reservation = new OarReservation(
                grid, settings, JobName.of(settings.job().name(), folder.read().token()));
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
        reservation.check(request.machines());
    }

    @Override
    public Notes stage() throws IOException, InterruptedException {
        Access frontend = grid.frontend();
        String root = OarFolder.made(frontend, settings.staging().root());
        String path = OarFolder.made(frontend, root + "/launches/" + folder.id());
        List<String> command = new ArrayList<>(grid.program().stage(frontend, root));
        command.addAll(OarFolder.words(request, settings.staging().datasets()));
        String manner = OarFolder.manner(
                settings.job().resubmissions(), request.setting("goes_on").isPresent());
        OarFolder.fill(folder.parcel(), manner, settings.staging().connector(), command);
        new Courier(frontend).send(folder.parcel(), path);
        return Notes.of(FOLDER, path);
    }

    @Override
    public Optional<Notes> find(String token, Notes notes) throws IOException, InterruptedException {
        return settings.adopted() > 0
                ? Optional.of(notes(settings.adopted()))
                : reservation.find().map(job -> notes(job.id()));
    }

    private static Notes notes(long job) {
        return Notes.of(JOB, Long.toString(job));
    }

    @Override
    public Notes reserve(String token, Notes notes) throws IOException, InterruptedException {
        return notes(reservation.submit(notes.get(FOLDER), request.machines()));
    }

    private OarJob job(Notes notes) throws IOException, InterruptedException {
        // Where a submission was refused, or not written down, no step has noted a number.
        return reservation.now(Long.parseLong(notes.find(JOB).orElse("0")));
    }

    @Override
    public Grant granted(Notes notes) throws IOException, InterruptedException {
        OarJob job = job(notes);
        if (job.isRunning() || shared(notes).hasBegun()) {
            return new Grant.Ready(notes(job.id()).and(results(job.id())));
        }
        if (job.isOver()) {
            return new Grant.Refused("job " + job.id() + " ended before it began: " + job.state() + said(job));
        }
        return new Grant.Waiting(Resubmitted.words(job));
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
        if (settings.adopted() > 0) {
            int machines = request.machines();
            shared(notes)
                    .startIn(
                            settings.adopted(),
                            machines,
                            reservation.adopted(machines).nodes());
        }
        return Notes.NONE;
    }

    @Override
    public List<HostState> look(Notes notes) throws IOException, InterruptedException {
        OarJob job = job(notes);
        ended = ended.filter(since -> job.isOver());
        // In this order: what a job has noted is there when it is over.
        OarFolder.Seen seen = seen(job, notes);
        return settings.job().resubmissions() > 0 ? new Resubmitted(job, seen).hosts(this::isToCome) : seen.hosts();
    }

    private OarFolder.Seen seen(OarJob job, Notes notes) throws IOException, InterruptedException {
        Optional<String> over = Optional.of(job.state() + said(job)).filter(end -> job.isOver());
        boolean several = settings.job().resubmissions() > 0;
        return shared(notes).look(request.machines(), several ? OptionalLong.of(job.id()) : OptionalLong.empty(), over);
    }

    /// Whether there may yet be a job that OAR has made of this one.
    private boolean isToCome(OarJob over) {
        long now = System.nanoTime();
        ended = ended.or(() -> Optional.of(now));
        return now - ended.get() < SUCCESSOR.toNanos();
    }

    @Override
    public String log(int machine, Notes notes) throws IOException, InterruptedException {
        String log = shared(notes).log(machine);
        OarJob job = job(notes);
        boolean tells = job.isOver() && !job.message().isBlank();
        return tells ? log + "job " + job.id() + ": " + job.state() + said(job) + "\n" : log;
    }

    @Override
    public void stop(Notes notes) throws IOException, InterruptedException {
        if (notes.find(FOLDER).isEmpty()) {
            return;
        }
        shared(notes).stop();
        OarReservation.await(OarReservation.ENDING, () -> isQuiet(notes));
    }

    /// Whether no host runs, nor is about to.
    private boolean isQuiet(Notes notes) throws IOException, InterruptedException {
        if (!shared(notes).hasBegun()) {
            return true;
        }
        OarJob job = job(notes);
        return !job.isRunning() || seen(job, notes).hosts().stream().allMatch(HostState::isOver);
    }

    @Override
    public int fetch(Path results, Notes notes) throws IOException, InterruptedException {
        String path = notes.get(FOLDER) + "/" + OarFolder.RESULTS;
        Predicate<String> kept = settings.everything() ? file -> true : OarSite::isAlwaysKept;
        Predicate<String> wanted =
                isDone() && request.setting(OarSettings.PASSING_CHECKPOINTS).isPresent()
                        ? kept.and(file -> !file.contains("/checkpoints/"))
                        : kept;
        int files = new Courier(grid.frontend()).fetch(path, results, wanted);
        if (files > 0) {
            Files.writeString(results.resolve("ip.json"), shared(notes).addresses());
            copy(folder.parcel().resolve(Parcel.configuration(request)), results.resolve("config.ini"));
            copy(folder.parcel().resolve(OarSettings.FILE), results.resolve(OarSettings.FILE));
        }
        return files;
    }

    private boolean isDone() {
        return folder.read().ending().filter(Outcome.DONE::equals).isPresent();
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

    @Override
    public void release(Notes notes) throws IOException, InterruptedException {
        reservation.release();
    }

    @Override
    public void clear(Notes notes) throws IOException, InterruptedException {
        if (notes.find(FOLDER).isPresent()) {
            new Courier(grid.frontend()).delete(notes.get(FOLDER));
        }
    }
}
