package murmur.launch.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import tools.jackson.databind.json.JsonMapper;

/// What a launch through Slurm is told.
///
/// @param work a folder that all nodes see, absolute
/// @param program the folder of the start script
/// @param sent whether the program is put into the work folder; if not, nodes have it
/// @param directives options of `sbatch`, each one word
/// @param requeues how often the job may be started again
/// @param offset first port; blank: one by the number of the job
/// @param workers of each host; blank: as many as the job asks CPUs for, if it does
public record SlurmSettings(
        String work,
        String program,
        boolean sent,
        List<String> directives,
        int requeues,
        String offset,
        String workers) {
    public SlurmSettings {
        directives = List.copyOf(directives);
        directives.forEach(SlurmSettings::requireWord);
        BadInput.unless(requeues >= 0, "--requeues", "be at least 0", requeues);
        BadInput.unless(
                offset.isEmpty() || offset.matches("\\d{1,5}"), "--offset", "be a whole number below 65535", offset);
    }

    /// `sbatch` reads lines with rules for quotes and backslashes that are not those of a shell.
    private static void requireWord(String directive) {
        if (!directive.matches("--[a-z][a-z-]*(=[!-~&&[^'\"\\\\#]]*)?")) {
            throw BadInput.must(
                            "an option for sbatch",
                            "be --name or --name=value, without blanks, quotes, backslashes and #",
                            directive)
                    .cure("for example --sbatch-option=--constraint=gpu");
        }
    }

    /// Options that were given, as `sbatch` has them.
    ///
    /// @param named by name, in order; those that are blank were not given
    /// @param more whole ones
    public static List<String> directives(Map<String, String> named, List<String> more) {
        List<String> directives = new ArrayList<>();
        named.forEach((name, value) -> {
            if (!value.isEmpty()) {
                directives.add("--" + name + "=" + value);
            }
        });
        directives.addAll(more);
        return directives;
    }

    /// @throws BadInput unless the work folder is there, or can be made
    void requireWork() {
        Path existing = Path.of(work);
        while (!Files.exists(existing)) {
            existing = Optional.ofNullable(existing.getParent()).orElse(Path.of("/"));
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw BadInput.must("--work", "be a folder that can be written to", work)
                    .cure("name one on a disk that all nodes share");
        }
    }

    /// As the record of the launch has it.
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static SlurmSettings read(String json) {
        return JsonMapper.shared().readValue(json, SlurmSettings.class);
    }
}
