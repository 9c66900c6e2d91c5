package murmur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Result folders of several machines that belong to one run.
public final class Collection {
    private static final Pattern RESULTS = Pattern.compile("(\\d+)_results\\.json");

    private final List<Path> folders;

    public Collection(List<Path> folders) {
        this.folders = List.copyOf(folders);
        for (Path folder : folders) {
            BadInput.unless(Files.isDirectory(folder), folder.toString(), "be a result folder", "not a folder");
        }
    }

    /// Copies everything into one folder and merges the tables; returns the folder.
    ///
    /// @param output where to; the one folder given, if none
    public Path into(@Nullable Path output) throws IOException {
        Path target = target(output);
        for (Path folder : folders) {
            if (!Files.exists(target) || !Files.isSameFile(folder, target)) {
                copy(folder, target);
            }
        }
        new MachineFolders(target, Integer.MAX_VALUE).merge();
        return target;
    }

    private Path target(@Nullable Path output) {
        if (output != null) {
            return output;
        }
        if (folders.size() > 1) {
            throw BadInput.must("--output", "be given with several folders", "missing");
        }
        return folders.getFirst();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// The same with all nodes on one machine, whose ranks are their uids.
    public Path asOneMachine(@Nullable Path output) throws IOException {
        if (output == null) {
            throw BadInput.must("--output", "be given with --one-machine", "missing");
        }
        Path merged = into(output);
        for (int machine = 1; Files.isDirectory(merged.resolve("machine" + machine)); machine++) {
            move(merged.resolve("machine" + machine), merged.resolve("machine0"), machine);
        }
        return merged;
    }

    private static void move(Path machine, Path first, int number) throws IOException {
        int before = nodesBefore(machine, number);
        try (Stream<Path> walked = Files.walk(machine)) {
            for (Path file : walked.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                Matcher results = RESULTS.matcher(name);
                if (results.matches()) {
                    int uid = before + Integer.parseInt(results.group(1));
                    Files.move(file, first.resolve(uid + "_results.json"), StandardCopyOption.REPLACE_EXISTING);
                } else if (name.startsWith("model_it")) {
                    Path models = first.resolve("attacked_model/machine0/" + name.split("_", -1)[2]);
                    Files.createDirectories(models);
                    Files.move(file, models.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                } else if (name.contains("_weight_")) {
                    Files.move(file, first.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        ResultFolder.delete(machine);
    }

    /// How many nodes the machines before this one have, as its `args.json` says.
    private static int nodesBefore(Path machine, int number) throws IOException {
        JsonNode perMachine = JsonMapper.shared()
                .readTree(Files.readAllBytes(machine.resolve("args.json")))
                .get("procs_per_machine");
        int before = 0;
        for (int earlier = 0; earlier < number; earlier++) {
            before += perMachine.get(perMachine.size() == 1 ? 0 : earlier).intValue();
        }
        return before;
    }
}
