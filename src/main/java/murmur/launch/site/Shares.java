package murmur.launch.site;

import java.util.Collections;
import java.util.Iterator;
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

    /// The same, but with the number of some machines given.
    ///
    /// @param given by machine; 0: its share of what is left
    /// @throws BadInput if the numbers do not add up
    public static List<Integer> some(int nodes, List<Integer> given) {
        int open = (int) given.stream().filter(count -> count == 0).count();
        int left = nodes - given.stream().mapToInt(Integer::intValue).sum();
        if (left < open || (open == 0 && left > 0)) {
            throw BadInput.must("nodes= of all hosts", "add up to the number of nodes, " + nodes, nodes - left);
        }
        Iterator<Integer> rest =
                open == 0 ? Collections.emptyIterator() : even(left, open).iterator();
        return given.stream().map(count -> count == 0 ? rest.next() : count).toList();
    }
}
