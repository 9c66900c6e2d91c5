package murmur.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.launch.site.LaunchFolder;
import murmur.report.ResultFolder;

/// Runs jobs as launches, each with a reservation of its own. A launch outlives this process; the next one goes
/// on with it.
///
/// @param place where, as `murmur launch` calls it
/// @param options for all of them, as `murmur launch` has them
/// @param earlier those that were left
record LaunchedJobs(String place, List<String> options, SweepLaunches earlier) implements JobRunner {
    /// A job with an earlier launch that goes on.
    List<Job> marked(List<Job> jobs) {
        return jobs.stream()
                .map(job -> new Job(
                        job.name(),
                        job.configuration(),
                        job.folder(),
                        earlier.of(job).isPresent()))
                .toList();
    }

    @Override
    public Outcome run(Job job) throws IOException {
        Path said = job.folder().resolve(LocalJobs.SAID);
        try (PrintWriter err = new PrintWriter(Files.newBufferedWriter(said));
                PrintWriter out = new PrintWriter(Writer.nullWriter())) {
            int status = Main.execute(out, err, words(job).toArray(String[]::new));
            err.flush();
            return status == Main.DONE ? new Outcome(true, "") : new Outcome(false, LocalJobs.last(said, status));
        }
    }

    private List<String> words(Job job) throws IOException {
        Optional<LaunchFolder> left = earlier.of(job);
        if (left.isPresent()) {
            return List.of("launch", "resume", left.get().id());
        }
        // What an earlier attempt has left is of no use elsewhere.
        ResultFolder.at(job.folder(), job.configuration(), true).prepare();
        List<String> words = new ArrayList<>(List.of(
                "launch",
                place,
                job.configuration().toString(),
                "--log-dir",
                job.folder().toString()));
        words.addAll(options);
        return words;
    }
}
