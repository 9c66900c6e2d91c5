package murmur.launch.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.launch.site.HostState.Phase;
import tools.jackson.databind.json.JsonMapper;

/// Machines that are there: nothing is reserved. Each has a staging folder for the launch, in which a script starts its
/// host, keeps its process and log, and notes how it ended; machines that share a disk share the folder.
final class HostsSite implements Site {
    private static final String SCRIPT = "host.sh";
    private static final String RESULTS = "results";
    private static final String FOLDER = "folder";
    private static final String DATASETS = "datasets";
    private static final String PROGRAM = "program";
    private static final String MADE = "umask 077; mkdir -p \"$1\" && cd \"$1\" && pwd -P";

    private final LaunchFolder folder;
    private final Request request;
    private final Fleet fleet;

    /// The machines, by number.
    ///
    /// @param root a folder there, for staging; relative to where a command finds itself
    /// @param addresses by which the others reach each machine
    /// @param data where they have data sets from
    record Fleet(List<? extends Access> machines, Program program, String root, Addresses addresses, StagedData data) {
        private Map<Access, List<Integer>> grouped() {
            return Access.grouped(machines);
        }
    }

    /// By which address the others reach a machine.
    @FunctionalInterface
    interface Addresses {
        List<String> find() throws IOException, InterruptedException;
    }

    HostsSite(LaunchFolder folder, Request request, Fleet fleet) {
        this.folder = folder;
        this.request = request;
        this.fleet = fleet;
    }

    @Override
    public void check() throws IOException, InterruptedException {
        for (Access machine : fleet.grouped().keySet()) {
            try {
                fleet.program().check(machine);
                fleet.data().check(machine);
            } catch (Access.Unreachable silent) {
                throw new BadInput(String.valueOf(silent.getMessage()), silent);
            }
        }
    }

    @Override
    public Notes stage() throws IOException, InterruptedException {
        List<String> addresses = fleet.addresses().find();
        Map<String, String> file = new LinkedHashMap<>();
        IntStream.range(0, addresses.size()).forEach(i -> file.put(Integer.toString(i), addresses.get(i)));
        Files.write(folder.parcel().resolve("ip.json"), JsonMapper.shared().writeValueAsBytes(file));
        try (InputStream script = HostsSite.class.getResourceAsStream(SCRIPT)) {
            Files.write(
                    folder.parcel().resolve(SCRIPT),
                    java.util.Objects.requireNonNull(script).readAllBytes());
        }
        Notes notes = Notes.NONE;
        for (Map.Entry<Access, List<Integer>> group : fleet.grouped().entrySet()) {
            Access machine = group.getKey();
            String root = made(machine, fleet.root());
            String staging = made(machine, staging(root));
            List<String> program = fleet.program().stage(machine, root);
            new Courier(machine).send(folder.parcel(), staging);
            String datasets = fleet.data().provide(machine, root, program);
            for (int number : group.getValue()) {
                notes = notes.with(FOLDER + number, staging)
                        .with(DATASETS + number, datasets)
                        .with(PROGRAM + number, JsonMapper.shared().writeValueAsString(program));
            }
        }
        return notes;
    }

    private static String made(Access machine, String path) throws IOException, InterruptedException {
        String absolute = machine.script(MADE, List.of(path));
        return absolute.substring(0, absolute.length() - 1);
    }

    @Override
    public Notes start(Notes notes) throws IOException, InterruptedException {
        for (int machine = 0; machine < fleet.machines().size(); machine++) {
            List<String> words = new ArrayList<>(List.of(Integer.toString(machine)));
            words.addAll(program(machine, notes));
            words.addAll(command(machine, notes));
            script(machine, notes, "start", words);
        }
        return Notes.NONE;
    }

    private static List<String> program(int machine, Notes notes) {
        return List.of(JsonMapper.shared().readValue(notes.get(PROGRAM + machine), String[].class));
    }

    private List<String> command(int machine, Notes notes) {
        List<String> words = new ArrayList<>(List.of("host", Parcel.configuration(request)));
        words.addAll(List.of("--addresses", "ip.json", "--keys", Parcel.KEYS));
        words.addAll(List.of("--machine-id", Integer.toString(machine), "--log-dir", RESULTS));
        words.addAll(List.of(
                "--procs-per-machine",
                request.shares().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        if (!notes.get(DATASETS + machine).isEmpty()) {
            words.addAll(List.of("--datasets", notes.get(DATASETS + machine)));
        }
        words.addAll(request.options());
        return words;
    }

    private String script(int machine, Notes notes, String action, List<String> parameters)
            throws IOException, InterruptedException {
        return script(fleet.machines().get(machine), notes.get(FOLDER + machine), action, parameters);
    }

    private static String script(Access machine, String staging, String action, List<String> parameters)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", staging + "/" + SCRIPT, action));
        words.addAll(parameters);
        Said said = machine.run(words);
        if (!said.isGood()) {
            throw new IOException(machine.name() + ": " + action + ": " + said.complaint());
        }
        return said.out();
    }

    @Override
    public List<HostState> look(Notes notes) throws InterruptedException {
        HostState[] states = new HostState[fleet.machines().size()];
        for (Map.Entry<Access, List<Integer>> group : fleet.grouped().entrySet()) {
            look(group.getKey(), group.getValue(), notes).forEach(state -> states[state.machine()] = state);
        }
        return List.of(states);
    }

    private static List<HostState> look(Access machine, List<Integer> numbers, Notes notes)
            throws InterruptedException {
        try {
            String staging = notes.get(FOLDER + numbers.getFirst());
            List<HostState> states = script(machine, staging, "look", texts(numbers))
                    .lines()
                    .map(line -> state(line, machine.name()))
                    .toList();
            if (states.size() == numbers.size()) {
                return states;
            }
            return unreachable(numbers, machine, "it answers with something else");
        } catch (IOException silent) {
            return unreachable(numbers, machine, String.valueOf(silent.getMessage()));
        }
    }

    private static List<HostState> unreachable(List<Integer> numbers, Access machine, String why) {
        return numbers.stream()
                .map(number -> new HostState(number, machine.name(), Phase.UNREACHABLE, 0, why))
                .toList();
    }

    /// `<machine> waiting|running|killed [progress]` or `<machine> ended <status> [progress]`
    private static HostState state(String line, String where) {
        String[] words = line.split(" ", 3);
        int machine = Integer.parseInt(words[0]);
        String rest = words.length > 2 ? words[2] : "";
        return switch (words[1]) {
            case "ended" -> new HostState(machine, where, Phase.ENDED, Integer.parseInt(rest.split(" ", 2)[0]), rest);
            case "running" -> new HostState(machine, where, Phase.RUNNING, 0, rest);
            case "killed" -> new HostState(machine, where, Phase.KILLED, 0, rest);
            default -> new HostState(machine, where, Phase.WAITING, 0, rest);
        };
    }

    private static List<String> texts(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    @Override
    public String log(int machine, Notes notes) throws IOException, InterruptedException {
        return script(machine, notes, "log", List.of(Integer.toString(machine)));
    }

    /// All machines at the same time: each may take as long as a checkpoint does. Hosts of a machine that does not
    /// answer
    /// end by themselves once the others are gone.
    @Override
    public void stop(Notes notes) throws IOException, InterruptedException {
        List<FutureTask<String>> stopping = new ArrayList<>();
        fleet.grouped().forEach((machine, numbers) -> {
            String staging = notes.get(FOLDER + numbers.getFirst());
            stopping.add(new FutureTask<>(() -> script(machine, staging, "stop", texts(numbers))));
        });
        stopping.forEach(Thread::startVirtualThread);
        for (FutureTask<String> each : stopping) {
            try {
                each.get();
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof IOException cause && !(cause instanceof Access.Unreachable)) {
                    throw cause;
                }
            }
        }
    }

    @Override
    public int fetch(Path results, Notes notes) throws IOException, InterruptedException {
        AtomicInteger files = new AtomicInteger();
        forAll((machine, numbers) -> {
            String staging = notes.get(FOLDER + numbers.getFirst());
            files.addAndGet(new Courier(machine).fetch(staging + "/" + RESULTS, results));
        });
        return files.get();
    }

    /// Also what an interrupted staging has left, of which there are no notes.
    @Override
    public void clear(Notes notes) throws IOException, InterruptedException {
        forAll((machine, numbers) -> new Courier(machine).delete(staging(fleet.root())));
    }

    private String staging(String root) {
        return root + "/launches/" + folder.id();
    }

    @FunctionalInterface
    private interface Deed {
        void on(Access machine, List<Integer> numbers) throws IOException, InterruptedException;
    }

    /// On all machines that answer, even if some do not.
    private void forAll(Deed deed) throws IOException, InterruptedException {
        Optional<IOException> silence = Optional.empty();
        for (Map.Entry<Access, List<Integer>> group : fleet.grouped().entrySet()) {
            try {
                deed.on(group.getKey(), group.getValue());
            } catch (IOException failure) {
                silence = Optional.of(silence.orElse(failure));
            }
        }
        if (silence.isPresent()) {
            throw silence.get();
        }
    }
}
