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
import java.util.OptionalLong;
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
    private static final String ENDING = "ending ";

    /// OAR resubmits only what has lasted for longer than 60 s, by its clock; in seconds.
    private static final int SHORTEST = 65;

    private static final String MADE = "umask 077; mkdir -p \"$1\" && cd \"$1\" && pwd -P";
    private static final String ON_ITS_OWN = """
            job=$1 folder=$2; shift 2
            [ -e "$folder/job" ] && exit 0
            OAR_JOB_ID=$job setsid nohup sh "$folder/job.sh" "$@" </dev/null >/dev/null 2>&1 &
            tries=0
            while [ ! -e "$folder/ip.json" ] && [ "$tries" -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
            [ -e "$folder/ip.json" ] || { cat "$folder/attempts/$job/err" >&2; exit 1; }
            """;

    /// The end of what a host has said; of one that never began, what the job and the connection said.
    private static final String LOG =
            "cd \"$1/attempts/$(cat \"$1/current\")\" && if [ -s host\"$2\"/log ]; then tail -n 40 host\"$2\"/log; else"
                    + " tail -q -n 20 err host\"$2\"/connection 2>/dev/null || :; fi";

    /// Makes a folder there, unless it is there.
    ///
    /// @return its absolute path
    static String made(Access access, String path) throws IOException, InterruptedException {
        String absolute = access.script(MADE, List.of(path));
        return absolute.substring(0, absolute.length() - 1);
    }

    /// Adds to a parcel what the job runs.
    ///
    /// @param manner variables of the job's script
    /// @param command the words that start a host, its number left out
    static void fill(Path parcel, String manner, List<String> connector, List<String> command) throws IOException {
        Files.writeString(parcel.resolve("job.sh"), "#!/bin/sh\n" + manner + text("job.sh"));
        Files.writeString(parcel.resolve("node.sh"), text("node.sh"));
        Files.writeString(parcel.resolve("connect.sh"), "exec " + ShellWord.line(connector) + " \"$@\"\n");
        Files.writeString(parcel.resolve("words.sh"), "exec " + ShellWord.line(command) + " --machine-id \"$@\"\n");
    }

    /// How the job is run.
    ///
    /// @param resubmissions how often OAR may resubmit it
    /// @param goesOn whether the others go on when one machine is lost
    static String manner(int resubmissions, boolean goesOn) {
        return """
                resubmissions=%d
                goes_on=%s
                shortest=%d
                pause=1
                """.formatted(resubmissions, goesOn ? "yes" : "", SHORTEST);
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

    /// What a job has left.
    ///
    /// @param hosts by machine
    /// @param ending how it ends, once that is clear
    record Seen(List<HostState> hosts, Optional<Ending> ending) {
        Seen {
            hosts = List.copyOf(hosts);
        }
    }

    /// How a job ends.
    ///
    /// @param again whether the run is to go on in another one
    /// @param why it is not, where hosts do not say it; may be blank
    record Ending(boolean again, String why) {
        /// `again`, or `over [why]`
        static Ending of(String line) {
            return new Ending(line.equals("again"), line.startsWith("over ") ? line.substring("over ".length()) : "");
        }
    }

    /// What is known of the hosts.
    ///
    /// @param job what others have left does not count; nothing: it does
    /// @param over how the job ended, if it did; hosts that have noted nothing have then ended with it
    Seen look(int machines, OptionalLong job, Optional<String> over) throws IOException, InterruptedException {
        String which = job.isPresent() ? Long.toString(job.getAsLong()) : "last";
        List<String> lines = access.script(text("look.sh"), List.of(path, Integer.toString(machines), which))
                .lines()
                .toList();
        return new Seen(
                lines.stream()
                        .filter(line -> !line.startsWith(ENDING))
                        .map(line -> state(line, over))
                        .toList(),
                lines.stream()
                        .filter(line -> line.startsWith(ENDING))
                        .map(line -> Ending.of(line.substring(ENDING.length())))
                        .findFirst());
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
