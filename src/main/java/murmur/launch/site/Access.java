package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A way to a machine on which commands can be run and files be put: this one, or one behind `ssh`. Words arrive as
/// they
/// are; no shell reads them.
public interface Access {
    /// How messages call the machine.
    String name();

    /// Runs a command to its end.
    ///
    /// @param words the program and its parameters
    /// @param input what it reads
    /// @throws Unreachable if the machine does not answer
    Said run(List<String> words, byte[] input) throws IOException, InterruptedException;

    default Said run(List<String> words) throws IOException, InterruptedException {
        return run(words, new byte[0]);
    }

    /// Copies files from a folder here to one there, with their modes. Folders are there.
    ///
    /// @param files relative names
    void send(Path from, List<String> files, String to) throws IOException, InterruptedException;

    /// Copies files from a folder there to one here. Folders are here.
    void fetch(String from, List<String> files, Path to) throws IOException, InterruptedException;

    /// A constant script with parameters, for what takes more than one command.
    ///
    /// @param parameters `$1` and following in the script
    /// @throws IOException with what was said, unless the script ends with 0
    default String script(String script, List<String> parameters) throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
        words.addAll(parameters);
        Said said = run(words);
        if (!said.isGood()) {
            throw new IOException(name() + ": " + said.complaint());
        }
        return said.out();
    }

    /// A machine that does not answer; what runs there may go on.
    final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /// Machines that several numbers share are asked once.
    static Map<Access, List<Integer>> grouped(List<? extends Access> machines) {
        Map<Access, List<Integer>> groups = new java.util.LinkedHashMap<>();
        for (int machine = 0; machine < machines.size(); machine++) {
            groups.computeIfAbsent(machines.get(machine), absent -> new java.util.ArrayList<>())
                    .add(machine);
        }
        return groups;
    }
}
