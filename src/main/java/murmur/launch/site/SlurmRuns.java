package murmur.launch.site;

import java.util.List;
import murmur.BadInput;
import tools.jackson.databind.json.JsonMapper;

/// Runs of one process each that are the tasks of one job array, in their order. Each has a folder of its name in the
/// result folder of the launch, with its configuration in it, and writes its results there.
///
/// @param atATime how many may run side by side
public record SlurmRuns(int atATime, List<Run> runs) {
    /// The setting of a launch that has them, as JSON.
    public static final String SETTING = "runs";

    /// One of them.
    ///
    /// @param name without anything that a shell or a file system would not take as it is
    /// @param first the option of `murmur run` that says what is to become of earlier results
    /// @param again the same when Slurm starts the task again
    /// @param checkpointEvery iterations between two checkpoints; 0: none
    public record Run(String name, String first, String again, int checkpointEvery) {}

    public SlurmRuns {
        runs = List.copyOf(runs);
        BadInput.unless(atATime >= 1, "--jobs", "be at least 1", atATime);
    }

    /// As the record of the launch has it.
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static SlurmRuns read(String json) {
        return JsonMapper.shared().readValue(json, SlurmRuns.class);
    }

    /// The names of the runs of a launch, in the order of its hosts; none where it has but one run.
    public static List<String> names(Request request) {
        return request.setting(SETTING)
                .map(json -> read(json).runs().stream().map(Run::name).toList())
                .orElse(List.of());
    }
}
