package murmur.launch.oar;

import java.io.IOException;
import java.util.Optional;

/// A scheduler that reserves machines for a job. All operations but [#submit] may be repeated; none waits for a job.
public interface Oar {
    /// Asks for machines, once: whoever does not know whether an earlier call arrived asks [#find] first.
    ///
    /// @return the number of the job
    /// @throws murmur.BadInput if such a job will never run
    long submit(Submission submission) throws IOException, InterruptedException;

    /// The job of this name that is not over; otherwise the newest that was, if there ever was one.
    Optional<OarJob> find(JobName name) throws IOException, InterruptedException;

    /// What is known of a job; nothing if there is none of that number.
    Optional<OarJob> job(long id) throws IOException, InterruptedException;

    /// Ends a job, or has it never start. One that is over stays as it is. The job may take some seconds to end.
    void delete(long id) throws IOException, InterruptedException;
}
