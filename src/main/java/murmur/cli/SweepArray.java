package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import murmur.experiment.Entry;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.Ini;
import murmur.experiment.Section;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.launch.site.HostState;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.Launches;
import murmur.launch.site.Request;
import murmur.launch.site.Sites;
import murmur.launch.site.SlurmRuns;
import murmur.launch.site.SlurmSettings;
import murmur.launch.site.Teller;
import picocli.CommandLine;

/// The runs of a sweep as one job array of Slurm: one launch, which outlives this command, and which the next
/// one goes on with.
///
/// @param file of the sweep
/// @param folder that its runs go to
record SweepArray(Path file, Path folder, CommandLine line) {
    private static final String CHECKPOINTS = "checkpoint_every";
    private static final String RESUME = "--resume";
    private static final String FORCE = "--force";

    /// Makes the launch. Nothing is submitted yet.
    LaunchFolder create(List<Job> jobs, int atATime, SlurmSettings settings) throws IOException, InterruptedException {
        List<SlurmRuns.Run> runs = new ArrayList<>();
        List<Integer> nodes = new ArrayList<>();
        for (Job job : jobs) {
            Configured configured = ExperimentFile.read(job.configuration(), Map.of());
            nodes.add(configured.experiment().nodes());
            runs.add(run(job, configured));
        }
        Map<String, String> all =
                Map.of(Sites.SETTINGS, settings.json(), SlurmRuns.SETTING, new SlurmRuns(atATime, runs).json());
        String results = folder.toAbsolutePath().normalize().toString();
        return Launches.ofUser()
                .create(new Request(Sites.SLURM, file.toString(), results, nodes, List.of(), all), parcel -> {});
    }

    /// Attacks during a run see it from its start: it cannot go on from a checkpoint.
    private static SlurmRuns.Run run(Job job, Configured configured) {
        boolean attacked = configured.attack().isPresent();
        return new SlurmRuns.Run(
                job.name(),
                job.resumed() ? RESUME : FORCE,
                attacked ? FORCE : RESUME,
                attacked ? 0 : checkpoints(job, configured));
    }

    private static int checkpoints(Job job, Configured configured) {
        Section section = Ini.read(job.configuration()).sections().get(ExperimentFile.SECTION);
        Entry given = section == null ? null : section.entries().get(CHECKPOINTS);
        return given == null
                ? LaunchOptions.checkpointEvery(configured)
                : configured.settings().checkpointEvery();
    }

    /// Has it submitted, unless it is, and follows it to its end.
    ///
    /// @return how each run ended, by name
    Map<String, JobRunner.Outcome> follow(LaunchFolder launch) throws IOException, InterruptedException {
        Follower follower = new Follower(names(launch));
        LaunchedRun.of(launch, line).follow(follower);
        return follower.outcomes;
    }

    /// The runs of an array.
    static List<String> names(LaunchFolder launch) {
        return SlurmRuns.names(launch.read().request());
    }

    /// Tells of runs as of those on this machine.
    private final class Follower implements Teller {
        private final List<Job> jobs;
        private final Console console = new Console(line, "INFO");
        private final SweepProgress progress;
        private final Set<Integer> started = new HashSet<>();
        private final Map<String, JobRunner.Outcome> outcomes = new LinkedHashMap<>();

        Follower(List<String> names) {
            jobs = names.stream().map(this::job).toList();
            progress = new SweepProgress(console, names.size());
        }

        private Job job(String name) {
            Path own = folder.resolve(name);
            return new Job(name, own.resolve(name + ".ini"), own, false);
        }

        @Override
        public void say(String text) {
            console.say(text);
        }

        @Override
        public void progress(String text) {
            console.progress(text);
        }

        @Override
        public void hosts(List<HostState> hosts) {
            for (HostState host : hosts) {
                Job job = jobs.get(host.machine());
                boolean begun = host.phase() == HostState.Phase.RUNNING || host.isOver();
                if (begun && started.add(host.machine())) {
                    progress.started(job);
                }
                if (host.isOver() && !outcomes.containsKey(job.name())) {
                    JobRunner.Outcome outcome = outcome(job, host);
                    outcomes.put(job.name(), outcome);
                    progress.ended(job, outcome);
                }
            }
        }

        private static JobRunner.Outcome outcome(Job job, HostState host) {
            if (host.hasSucceeded()) {
                return new JobRunner.Outcome(true, "");
            }
            return new JobRunner.Outcome(
                    false,
                    host.phase() == HostState.Phase.ENDED
                            ? LocalJobs.last(job.folder().resolve(LocalJobs.SAID), host.status())
                            : host.where());
        }
    }
}
