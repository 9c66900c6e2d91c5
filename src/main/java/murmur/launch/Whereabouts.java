package murmur.launch;

import java.net.InetSocketAddress;
import java.util.List;
import murmur.experiment.Placement;

/// Where machines and their nodes are, in words.
record Whereabouts(List<InetSocketAddress> hosts, Placement placement) {
    String of(int machine) {
        InetSocketAddress host = hosts.get(machine);
        int first = placement.first(machine);
        int last = placement.first(machine + 1) - 1;
        return "machine " + machine + " (" + host.getAddress().getHostAddress() + ":" + host.getPort() + ", "
                + (first == last ? "node " + first : "nodes " + first + " … " + last) + ")";
    }
}
