package murmur.launch.site;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.OarJob;

/// The jobs of one launch, of which one at most is not over: the first one, those that OAR has made of it, which keep
/// its name; or one that the user had before.
final class OarReservation {
    /// How long jobs and hosts are given to end.
    static final Duration ENDING = Duration.ofSeconds(60);

    private final OarSite.Grid grid;
    private final OarSettings settings;
    private final JobName name;
    private Optional<OarJob> known = Optional.empty();
    private long asked;

    OarReservation(OarSite.Grid grid, OarSettings settings, JobName name) {
        this.grid = grid;
        this.settings = settings;
        this.name = name;
    }

    private boolean adopts() {
        return settings.adopted() > 0;
    }

    /// Refuses what cannot work.
    void check(int machines) throws IOException, InterruptedException {
        if (adopts()) {
            adopted(machines);
        } else {
            grid.oar().find(name);
        }
    }

    /// The job of the user, which runs and has enough machines.
    OarJob adopted(int machines) throws IOException, InterruptedException {
        OarJob job = grid.oar()
                .job(settings.adopted())
                .orElseThrow(() -> BadInput.must("--job", "be the number of a job", settings.adopted()));
        if (!job.isRunning()) {
            throw BadInput.must("--job", "be a job that is running", "job " + job.id() + ", " + job.state());
        }
        if (job.nodes().size() < machines) {
            throw BadInput.must(
                    "--job",
                    "have " + machines + " machines",
                    "job " + job.id() + " with " + job.nodes().size());
        }
        return job;
    }

    /// The job that is not over, else the newest.
    Optional<OarJob> find() throws IOException, InterruptedException {
        return adopts() ? grid.oar().job(settings.adopted()) : grid.oar().find(name);
    }

    /// Asks for machines.
    ///
    /// @param folder the launch's, there
    /// @return the number of the job
    long submit(String folder, int machines) throws IOException, InterruptedException {
        return grid.oar().submit(settings.submission(name, folder, machines));
    }

    /// The job as OAR has known it a moment ago. One that could not begin, or that has asked for it, OAR has begun
    /// anew by another number. OAR calls a job over only once it has made the next one.
    ///
    /// @param noted the number of the first one
    OarJob now(long noted) throws IOException, InterruptedException {
        if (known.isEmpty() || System.nanoTime() - asked > grid.pause().toNanos()) {
            known = find();
            asked = System.nanoTime();
        }
        return known.orElseGet(() -> new OarJob(noted, "", "", "error", List.of(), 0, "OAR does not know it any more"));
    }

    /// Ends all jobs of this launch, those that OAR makes of one meanwhile among them; what runs in them has ended
    /// when this returns. An adopted one is left alone, unless the user wants it to be ended.
    void release() throws IOException, InterruptedException {
        if (adopts() && !settings.release()) {
            return;
        }
        Set<Long> deleted = new HashSet<>();
        await(ENDING, () -> {
            Optional<OarJob> left = find().filter(job -> !job.isOver());
            if (left.isPresent()
                    && !left.get().state().equals("finishing")
                    && deleted.add(left.get().id())) {
                grid.oar().delete(left.get().id());
            }
            return left.isEmpty();
        });
    }

    /// What is waited for.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(Duration limit, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds() && System.nanoTime() - start < limit.toNanos()) {
            Thread.sleep(Duration.ofSeconds(1));
        }
    }
}
