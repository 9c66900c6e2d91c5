package murmur.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Machines on one wire: network namespaces with an address each, 10.77.0.10 and following, joined by a bridge in a
/// namespace of its own, so that the network of this machine stays as it is. Needs root.
final class Namespaces implements AutoCloseable {
    private static final String BRIDGE = "wire";

    private final String prefix = "murmur" + ProcessHandle.current().pid() + "-";
    private final List<String> made = new ArrayList<>();

    Namespaces(int machines) throws IOException, InterruptedException {
        add(BRIDGE);
        in(BRIDGE, "link add br0 type bridge");
        in(BRIDGE, "link set br0 up");
        for (int machine = 0; machine < machines; machine++) {
            String name = Integer.toString(machine);
            add(name);
            in(BRIDGE, "link add plug" + machine + " type veth peer name eth0 netns " + prefix + name);
            in(BRIDGE, "link set plug" + machine + " master br0 up");
            in(name, "addr add " + address(machine) + "/24 dev eth0");
            in(name, "link set eth0 up");
            in(name, "link set lo up");
        }
    }

    static String address(int machine) {
        return "10.77.0." + (10 + machine);
    }

    /// What to put before a command that is to run on a machine.
    List<String> on(int machine) {
        return List.of("ip", "netns", "exec", prefix + machine);
    }

    /// Drops whatever comes to a machine or leaves it.
    void cutOff(int machine) throws IOException, InterruptedException {
        nft(machine, "add table inet cut");
        for (String way : List.of("input", "output")) {
            nft(machine, "add chain inet cut " + way + " { type filter hook " + way + " priority 0 ; policy drop ; }");
        }
    }

    private void nft(int machine, String rule) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(on(machine));
        words.addAll(List.of("nft", rule));
        execute(words);
    }

    private void add(String name) throws IOException, InterruptedException {
        execute(List.of("ip", "netns", "add", prefix + name));
        made.add(prefix + name);
    }

    private void in(String name, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("ip", "-n", prefix + name));
        words.addAll(List.of(command.split(" ")));
        execute(words);
    }

    static void execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (String name : made) {
            execute(List.of("ip", "netns", "del", name));
        }
    }
}
