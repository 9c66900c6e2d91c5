package murmur.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import murmur.launch.batch.Batch;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.report.LastFigures;
import murmur.report.RunRecord;

/// Says which runs of a sweep start and end.
final class SweepProgress implements Batch.Listener {
    private final Console console;
    private final int all;
    private final AtomicInteger started = new AtomicInteger();

    SweepProgress(Console console, int all) {
        this.console = console;
        this.all = all;
    }

    @Override
    public void started(Job job) {
        String verb = job.resumed() ? "goes on" : "starts";
        console.say("[" + started.incrementAndGet() + "/" + all + "] " + job.name() + " " + verb);
    }

    @Override
    public void ended(Job job, JobRunner.Outcome outcome) {
        if (outcome.done()) {
            console.say(job.name() + " is done" + figures(job));
        } else {
            boolean told = outcome.message().startsWith(RunRecord.INTERRUPTED);
            console.say(job.name() + (told ? " was interrupted" : " failed: " + outcome.message()));
        }
    }

    private static String figures(Job job) {
        return LastFigures.of(job.folder())
                .map(last -> last.accuracyPercent().isPresent()
                        ? String.format(
                                Locale.ROOT, ": %.2f %%", last.accuracyPercent().getAsDouble())
                        : "")
                .orElse("");
    }
}
