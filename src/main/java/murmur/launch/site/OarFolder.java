package murmur.launch.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import murmur.launch.oar.Oar;
import murmur.launch.site.HostState.Phase;

/// The folder of a launch that all machines of a job share. The job's script works in it, and leaves there what
/// is known of the hosts.
///
/// @param access to the machine by which the folder is reached
/// @param path absolute, there
record OarFolder(Access access, String path) {
    static final String RESULTS = "results";
    private static final String ADDRESSES = "ip.json";
    private static final String MADE = "umask 077; mkdir -p \"$1\" && cd \"$1\" && pwd -P";
    private static final String ON_ITS_OWN = """
            job=$1 folder=$2; shift 2
            [ -e "$folder/job" ] && exit 0
            OAR_JOB_ID=$job setsid nohup sh "$folder/job.sh" "$@" </dev/null >/dev/null 2>&1 &
            tries=0
            while [ ! -e "$folder/ip.json" ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
            [ -e "$folder/ip.json" ] || { cat "$folder/oar.err" >&2; exit 1; }
            """;

    /// The end of what a host has said; of one that never began, what the job and the connection said.
    private static final String LOG =
            "cd \"$1\" && if [ -s host\"$2\"/log ]; then tail -n 40 host\"$2\"/log; else tail -q"
                    + " -n 20 oar.err host\"$2\"/connection 2>/dev/null || :; fi";

    /// Makes a folder there, unless it is there.
    ///
    /// @return its absolute path
    static String made(Access access, String path) throws IOException, InterruptedException {
        String absolute = access.script(MADE, List.of(path));
        return absolute.substring(0, absolute.length() - 1);
    }

    /// Adds to a parcel what the job runs.
    ///
    /// @param command the words that start a host, its number left out
    static void fill(Path parcel, List<String> connector, List<String> command) throws IOException {
        for (String script : List.of("job.sh", "node.sh")) {
            Files.writeString(parcel.resolve(script), text(script));
        }
        Files.writeString(parcel.resolve("connect.sh"), "exec " + ShellWord.line(connector) + " \"$@\"\n");
        Files.writeString(parcel.resolve("words.sh"), "exec " + ShellWord.line(command) + " --machine-id \"$1\"\n");
    }

    /// The words after those that start the program.
    static List<String> words(Request request, String datasets) {
        List<String> words = new ArrayList<>(List.of("host", Parcel.configuration(request)));
        words.addAll(List.of("--addresses", ADDRESSES, "--keys", Parcel.KEYS, "--log-dir", RESULTS));
        words.addAll(List.of(
                "--procs-per-machine",
                request.shares().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        if (!datasets.isEmpty()) {
            words.addAll(List.of("--datasets", datasets));
        }
        words.addAll(request.options());
        return words;
    }

    private static String text(String script) throws IOException {
        try (InputStream in = Oar.class.getResourceAsStream(script)) {
            return new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What a job would do first, for one that does something else.
    void startIn(long job, int machines, List<String> nodes) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Long.toString(job), path, Integer.toString(machines)));
        words.addAll(nodes);
        access.script(ON_ITS_OWN, words);
    }

    /// What is known of the hosts, by machine.
    ///
    /// @param over how the job ended, if it did; hosts that have noted nothing have then ended with it
    List<HostState> look(int machines, Optional<String> over) throws IOException, InterruptedException {
        return access.script(text("look.sh"), List.of(path, Integer.toString(machines)))
                .lines()
                .map(line -> state(line, over))
                .toList();
    }

    /// `<machine> <node> waiting|running|lost [progress]` or `<machine> <node> ended <status> [progress]`
    static HostState state(String line, Optional<String> over) {
        String[] words = line.split(" ", 4);
        int machine = Integer.parseInt(words[0]);
        String rest = words.length > 3 ? words[3] : "";
        if (words[2].equals("ended")) {
            return new HostState(machine, words[1], Phase.ENDED, Integer.parseInt(rest.split(" ", 2)[0]), rest);
        }
        if (words[2].equals("lost") || over.isPresent()) {
            return new HostState(
                    machine,
                    words[1],
                    Phase.KILLED,
                    0,
                    over.map(end -> "job: " + end).orElse(rest));
        }
        Phase phase = words[2].equals("running") ? Phase.RUNNING : Phase.WAITING;
        return new HostState(machine, words[1], phase, 0, rest);
    }

    String log(int machine) throws IOException, InterruptedException {
        return access.script(LOG, List.of(path, Integer.toString(machine)));
    }

    /// Has the hosts end, once those who are to see to that look.
    void stop() throws IOException, InterruptedException {
        access.script("cd \"$1\" && : >stop", List.of(path));
    }

    /// Whether the job's script has begun.
    boolean hasBegun() throws IOException, InterruptedException {
        return access.script("ls \"$1\" >/dev/null && if [ -s \"$1/job\" ]; then echo yes; fi", List.of(path))
                .startsWith("yes");
    }

    /// Where the hosts were, as the job noted it; blank if it did not.
    String addresses() throws IOException, InterruptedException {
        return access.script("cat \"$1\" 2>/dev/null || :", List.of(path + "/" + ADDRESSES));
    }
}
