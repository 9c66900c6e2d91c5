package murmur.launch.site;

import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;

/// How nodes are spread over machines.
public final class Shares {
    private Shares() {}

    /// As many nodes for each machine as for the others, or one more.
    ///
    /// @throws BadInput if there are fewer nodes than machines
    public static List<Integer> even(int nodes, int machines) {
        BadInput.unless(machines >= 1, "machines", "be at least 1", machines);
        BadInput.unless(machines <= nodes, "machines", "be at most the number of nodes, " + nodes, machines);
        return IntStream.range(0, machines)
                .mapToObj(machine -> nodes / machines + (machine < nodes % machines ? 1 : 0))
                .toList();
    }
}
