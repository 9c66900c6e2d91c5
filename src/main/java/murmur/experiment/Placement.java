package murmur.experiment;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;

/// Which node belongs to which machine: machines take consecutive uids, so that uid = nodes of the machines before +
/// rank. With equally many nodes everywhere this is the reference's linear mapping.
///
/// @param nodesPerMachine how many nodes each machine has
public record Placement(List<Integer> nodesPerMachine) {
    public Placement {
        nodesPerMachine = List.copyOf(nodesPerMachine);
        BadInput.unless(!nodesPerMachine.isEmpty(), "machines", "be at least 1", 0);
        for (int count : nodesPerMachine) {
            BadInput.unless(count >= 1, "procs_per_machine", "be at least 1", count);
        }
    }

    /// `machines` machines with equally many nodes.
    public Placement(int machines, int nodesPerMachine) {
        this(Collections.nCopies(machines, nodesPerMachine));
    }

    /// `machines` machines with equally many of `nodes` nodes.
    public static Placement even(int nodes, int machines, int nodesPerMachine) {
        if ((long) machines * nodesPerMachine != nodes) {
            throw BadInput.must(
                            "machines × procs_per_machine",
                            "be the number of nodes, " + nodes,
                            machines + " × " + nodesPerMachine)
                    .cure("leave both out to have all nodes in the folder of one machine, or give procs_per_machine"
                            + " a number for each machine");
        }
        return new Placement(machines, nodesPerMachine);
    }

    /// Machines with as many of `nodes` nodes as each is given.
    public static Placement uneven(int nodes, int machines, List<Integer> nodesPerMachine) {
        if (nodesPerMachine.size() != machines) {
            throw BadInput.must(
                    "procs_per_machine", "have a number for each of " + machines + " machines", nodesPerMachine);
        }
        Placement placement = new Placement(nodesPerMachine);
        if (placement.first(machines) != nodes) {
            throw BadInput.must("procs_per_machine", "add up to the number of nodes, " + nodes, nodesPerMachine);
        }
        return placement;
    }

    /// Machines with as nearly equally many nodes as can be; the first ones have one more.
    public static Placement spread(int nodes, int machines) {
        return new Placement(IntStream.range(0, machines)
                .mapToObj(machine -> nodes / machines + (machine < nodes % machines ? 1 : 0))
                .toList());
    }

    public int machines() {
        return nodesPerMachine.size();
    }

    public int machine(int node) {
        int machine = 0;
        for (int left = node; left >= nodesPerMachine.get(machine); machine++) {
            left -= nodesPerMachine.get(machine);
        }
        return machine;
    }

    public int rank(int node) {
        return node - first(machine(node));
    }

    /// The nodes of a machine.
    public IntStream nodes(int machine) {
        return IntStream.range(first(machine), first(machine + 1));
    }

    /// The first node of a machine.
    public int first(int machine) {
        return nodesPerMachine.subList(0, machine).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
