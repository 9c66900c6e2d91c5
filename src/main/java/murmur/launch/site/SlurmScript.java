package murmur.launch.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The script of a job: what is peculiar to a launch, then what all have in common.
///
/// @param folder where the launch is staged
/// @param program the words that start the program
/// @param run those that follow for every host
record SlurmScript(String folder, List<String> program, List<String> run) {
    /// Between the signal and the time limit. Slurm may be late by a minute, and hosts need up to 25 s.
    private static final int SECONDS_TO_SAVE = 60;

    /// @param token the name of the job
    static String directives(String token, Request request, SlurmSettings settings) {
        int machines = request.machines();
        List<String> own =
                new ArrayList<>(List.of("--nodes=" + machines, "--ntasks=" + machines, "--ntasks-per-node=1"));
        if (goesOn(request)) {
            own.add("--no-kill");
        }
        return directives(
                "# A run of Murmuration on " + machines + (machines == 1 ? " node" : " nodes") + ", one host on each.",
                token,
                own,
                settings);
    }

    /// The beginning of any job's script.
    ///
    /// @param own options of this kind of job
    static String directives(String comment, String token, List<String> own, SlurmSettings settings) {
        List<String> options = new ArrayList<>(List.of("--job-name=" + token));
        options.addAll(own);
        // All output goes to files beside the results; a path could not be written here in every case.
        options.addAll(List.of("--chdir=/", "--output=/dev/null"));
        options.addAll(List.of("--requeue", "--signal=B:TERM@" + SECONDS_TO_SAVE));
        options.addAll(settings.directives());
        return "#!/bin/bash\n" + comment + "\n"
                + options.stream()
                        .map(option -> "#SBATCH " + word(option) + "\n")
                        .collect(Collectors.joining());
    }

    private static boolean goesOn(Request request) {
        return request.setting("goes_on").isPresent();
    }

    String text(String token, Request request, SlurmSettings settings) throws IOException {
        boolean goesOn = goesOn(request);
        return directives(token, request, settings)
                + "\n# What was staged, the program, and what every host is told.\n"
                + "folder=" + word(folder) + "\n"
                + array("program", program)
                + array("run", run)
                + array("more", List.of())
                + "# How often the job may be started again, the ports and workers that were asked for, and whether the"
                + " loss of a machine\n# does not end the run.\n"
                + "requeues=" + settings.requeues() + "\n"
                + "offset=" + word(settings.offset()) + "\n"
                + "workers=" + word(settings.workers()) + "\n"
                + "goes_on=" + (goesOn ? "yes" : "") + "\n"
                + array("steps", goesOn ? List.of("--no-kill") : List.of())
                + constant("slurm.sh");
    }

    static String array(String name, List<String> words) {
        return name + "=(" + words.stream().map(SlurmScript::word).collect(Collectors.joining(" ")) + ")\n";
    }

    /// Nothing but what needs it is quoted, for readers.
    static String word(String text) {
        return text.matches("[A-Za-z0-9_./:=@%+,-]*") ? text : ShellWord.quoted(text);
    }

    /// A script among the resources.
    static String constant(String name) throws IOException {
        try (InputStream script = SlurmScript.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
