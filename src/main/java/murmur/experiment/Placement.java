package murmur.experiment;

import murmur.BadInput;

/// Which node belongs to which machine: uid = machine · nodes per machine + rank, the reference's linear mapping.
public record Placement(int machines, int nodesPerMachine) {
    public Placement {
        BadInput.unless(machines >= 1, "machines", "be at least 1", machines);
        BadInput.unless(nodesPerMachine >= 1, "procs_per_machine", "be at least 1", nodesPerMachine);
    }

    /// `machines` machines with equally many of `nodes` nodes.
    public static Placement even(int nodes, int machines, int nodesPerMachine) {
        if ((long) machines * nodesPerMachine != nodes) {
            throw BadInput.must(
                            "machines × procs_per_machine",
                            "be the number of nodes, " + nodes,
                            machines + " × " + nodesPerMachine)
                    .cure("leave both out to have all nodes in the folder of one machine");
        }
        return new Placement(machines, nodesPerMachine);
    }

    public int machine(int node) {
        return node / nodesPerMachine;
    }

    public int rank(int node) {
        return node % nodesPerMachine;
    }
}
