package murmur.launch.batch;

import java.io.IOException;

/// Runs jobs somewhere: as processes of this machine, or as jobs of a scheduler.
@FunctionalInterface
public interface JobRunner {
    /// Runs a job to its end; for several threads at a time.
    ///
    /// @return how it ended
    Outcome run(Job job) throws IOException, InterruptedException;

    /// @param done whether it came to its end
    /// @param message what it said last, if it failed
    record Outcome(boolean done, String message) {}
}
