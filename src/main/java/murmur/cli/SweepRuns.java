package murmur.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.experiment.sweep.SweepFile.Configuration;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.launch.plan.Plan;
import murmur.report.LastFigures;
import murmur.report.ResultFolder;
import murmur.report.RunRecord;

/// The runs of a sweep as far as they are: a folder each, with the configuration in it.
///
/// @param force whether what is there counts for nothing
record SweepRuns(Path folder, List<Configuration> configurations, boolean force) {
    private static final String NOT_STARTED = "not started";

    private Path folder(Configuration configuration) {
        return folder.resolve(configuration.name());
    }

    private Path file(Configuration configuration) {
        return folder(configuration).resolve(configuration.name() + ".ini");
    }

    /// Throws when a folder holds results of another configuration.
    void requireSame() {
        if (force) {
            return;
        }
        for (Configuration each : configurations) {
            if (ResultFolder.state(folder(each)).isPresent() && !isSame(each)) {
                throw BadInput.must("the result folder", "hold the same configuration", folder(each))
                        .cure("give another --output, or replace what is there with --force");
            }
        }
    }

    /// Throws when one of these, which were submitted, has another configuration now.
    void requireSame(List<String> submitted) {
        for (Configuration each : configurations) {
            if (submitted.contains(each.name()) && !isSame(each)) {
                throw BadInput.must(each.name(), "have the configuration that was submitted", "another one")
                        .cure("give another --output, or end the launch first; murmur launch list shows it");
            }
        }
    }

    private boolean isSame(Configuration configuration) {
        try {
            Path file = file(configuration);
            return Files.isRegularFile(file) && Files.readString(file).startsWith(configuration.heading() + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file(configuration), failure);
        }
    }

    /// Those that are not done.
    List<Configuration> open() {
        return configurations.stream()
                .filter(each -> force || !ResultFolder.isDone(folder(each)))
                .toList();
    }

    /// Makes the folders, with a configuration each.
    ///
    /// @param sent whether these are for other machines
    List<Job> jobs(List<Configuration> open, boolean sent) throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (Configuration each : open) {
            boolean attacked = each.ini().sections().containsKey("ATTACK");
            boolean resumed =
                    !force && !attacked && ResultFolder.state(folder(each)).isPresent();
            Files.createDirectories(folder(each));
            String text = sent ? each.textElsewhere() : each.text();
            ResultFolder.replace(file(each), text.getBytes(StandardCharsets.UTF_8));
            jobs.add(new Job(each.name(), file(each), folder(each), resumed));
        }
        return jobs;
    }

    /// What is to be decided upon, in a line.
    String summary(List<Plan> plans, int atATime) {
        long disk = plans.stream()
                .mapToLong(plan -> plan.disk().modelBytes() + plan.disk().textBytes())
                .sum();
        double seconds = plans.stream()
                .mapToDouble(plan -> plan.time().map(Plan.Time::total).orElse(0.0))
                .sum();
        boolean timed = plans.stream().allMatch(plan -> plan.time().isPresent());
        int done = configurations.size() - plans.size();
        return plans.size() + (plans.size() == 1 ? " run" : " runs") + (done > 0 ? " (" + done + " more are done)" : "")
                + ", " + atATime + " at a time, in " + folder + ": " + PlanTable.bytes(disk) + " on disk"
                + (timed ? ", about " + PlanTable.clock(seconds) + " on this machine" : "");
    }

    /// @param outcomes of those that were run now
    SweepTable table(Map<String, JobRunner.Outcome> outcomes) {
        List<SweepTable.Row> rows = new ArrayList<>();
        for (Configuration each : configurations) {
            Optional<String> failure = Optional.ofNullable(outcomes.get(each.name()))
                    .filter(outcome -> !outcome.done())
                    .map(JobRunner.Outcome::message);
            String state =
                    ResultFolder.state(folder(each)).orElse(failure.isPresent() ? RunRecord.FAILED : NOT_STARTED);
            // One that was killed could not write that it failed.
            boolean killed = failure.isPresent() && !state.equals(RunRecord.INTERRUPTED);
            rows.add(new SweepTable.Row(
                    each.name(), killed ? RunRecord.FAILED : state, failure.orElse(""), LastFigures.of(folder(each))));
        }
        return new SweepTable(folder, rows);
    }
}
