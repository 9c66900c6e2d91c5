package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.launch.batch.Job;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.LaunchRecord;
import murmur.launch.site.Launches;

/// The launches of a sweep that are not over, by the folder that their results go to: that of the sweep for a job
/// array,
/// that of a run for its own. They are on the disk before anything is submitted, so that the next command finds them,
/// whatever became of the one before.
record SweepLaunches(Path folder, Map<Path, LaunchFolder> unfinished) {
    static SweepLaunches of(Path folder) throws IOException {
        Path absolute = absolute(folder);
        Map<Path, LaunchFolder> found = new LinkedHashMap<>();
        for (LaunchFolder launch : Launches.ofUser().all()) {
            LaunchRecord record = launch.read();
            Path results = absolute(Path.of(record.request().results()));
            if (!record.isOver() && (results.equals(absolute) || absolute.equals(results.getParent()))) {
                found.put(results, launch);
            }
        }
        return new SweepLaunches(absolute, found);
    }

    private static Path absolute(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    Optional<LaunchFolder> of(Job job) {
        return Optional.ofNullable(unfinished.get(absolute(job.folder())));
    }

    /// The one that has many runs.
    Optional<LaunchFolder> array() {
        return Optional.ofNullable(unfinished.get(folder));
    }

    /// Refuses what would start runs a second time.
    ///
    /// @param array whether this command goes on with a job array
    /// @param each whether it does with launches of single runs
    void requireOnly(boolean array, boolean each) {
        unfinished.forEach((results, launch) -> {
            if (results.equals(folder) ? !array : !each) {
                throw BadInput.must(
                                "murmur sweep", "wait for launch " + launch.id() + ", which has runs of it", "given")
                        .cure("give the command as before, with its --on and without --force, or end that launch with"
                                + " murmur launch cancel " + launch.id());
            }
        });
    }
}
