package murmur.launch.batch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import murmur.BadInput;

/// Has jobs run, so many at a time, in their order. One that fails keeps none of the others from running.
public final class Batch {
    private static final JobRunner.Outcome NOT_STARTED = new JobRunner.Outcome(false, "not started");

    private final JobRunner runner;
    private final int atATime;
    private volatile boolean stopping;

    /// What becomes of jobs; called by several threads.
    public interface Listener {
        void started(Job job);

        void ended(Job job, JobRunner.Outcome outcome);
    }

    public Batch(JobRunner runner, int atATime) {
        BadInput.unless(atATime >= 1, "--jobs", "be at least 1", atATime);
        this.runner = runner;
        this.atATime = atATime;
    }

    /// From now on no further job starts.
    public void stop() {
        stopping = true;
    }

    /// Runs jobs until all have ended.
    ///
    /// @return how each ended; those that did not start are missing
    public Map<Job, JobRunner.Outcome> run(List<Job> jobs, Listener listener) throws InterruptedException {
        ThreadFactory factory = Thread.ofVirtual().name("job-", 0).factory();
        Map<Job, Future<JobRunner.Outcome>> futures = new LinkedHashMap<>();
        Map<Job, JobRunner.Outcome> outcomes = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atATime, factory)) {
            jobs.forEach(job -> futures.put(job, threads.submit(() -> run(job, listener))));
            try {
                for (Map.Entry<Job, Future<JobRunner.Outcome>> each : futures.entrySet()) {
                    outcomes.put(each.getKey(), each.getValue().get());
                }
            } catch (InterruptedException interrupted) {
                stop();
                threads.shutdownNow();
                throw interrupted;
            } catch (ExecutionException failure) {
                stop();
                throw new IllegalStateException("a job could not be run: " + failure.getCause(), failure.getCause());
            }
        }
        outcomes.values().removeIf(NOT_STARTED::equals);
        return outcomes;
    }

    private JobRunner.Outcome run(Job job, Listener listener) throws InterruptedException {
        if (stopping) {
            return NOT_STARTED;
        }
        listener.started(job);
        JobRunner.Outcome outcome;
        try {
            outcome = runner.run(job);
        } catch (IOException failure) {
            outcome = new JobRunner.Outcome(false, String.valueOf(failure.getMessage()));
        }
        listener.ended(job, outcome);
        return outcome;
    }
}
