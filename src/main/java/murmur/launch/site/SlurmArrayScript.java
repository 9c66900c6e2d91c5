package murmur.launch.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The script of a job array, which every task starts: what is peculiar to it, then what all arrays have in common.
///
/// @param folder where it is staged
/// @param results the folder of the folders of the runs
/// @param program the words that start the program
record SlurmArrayScript(String folder, String results, List<String> program, SlurmRuns runs) {
    /// @param token the name of the job
    static String directives(String token, SlurmRuns runs, SlurmSettings settings) {
        int tasks = runs.runs().size();
        List<String> own = new ArrayList<>(List.of("--nodes=1", "--ntasks=1"));
        own.add("--array=0-" + (tasks - 1) + "%" + Math.min(runs.atATime(), tasks));
        return SlurmScript.directives(
                "# " + tasks + " runs of Murmuration, one on each node, " + runs.atATime() + " at a time.",
                token,
                own,
                settings);
    }

    String text(String token, SlurmSettings settings) throws IOException {
        return directives(token, runs, settings)
                + "\n# What was staged, where results go, and the program.\n"
                + "folder=" + SlurmScript.word(folder) + "\n"
                + "results=" + SlurmScript.word(results) + "\n"
                + SlurmScript.array("program", program)
                + "# By task: the run, what becomes of its earlier results at first and when it is started again, and"
                + " how many iterations\n# lie between two checkpoints.\n"
                + each("runs", SlurmRuns.Run::name)
                + each("first", SlurmRuns.Run::first)
                + each("again", SlurmRuns.Run::again)
                + each("checkpoints", run -> Integer.toString(run.checkpointEvery()))
                + "# How often a task may be started again, and the workers that were asked for.\n"
                + "requeues=" + settings.requeues() + "\n"
                + "workers=" + SlurmScript.word(settings.workers()) + "\n"
                + SlurmScript.constant("slurm-array.sh");
    }

    private String each(String name, Function<SlurmRuns.Run, String> value) {
        return SlurmScript.array(name, runs.runs().stream().map(value).toList());
    }
}
