package murmur.launch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import murmur.transport.cluster.Frame.Standing;

/// From which iteration on lost machines are absent: those that are left agree upon it, one machine's view of that.
///
/// Whoever loses a machine tells all that are left which ones are lost and how many iterations its own nodes
/// have begun, and has them begin no more. When all that are left have said that the same ones are lost, these
/// are absent from the first iteration that no node has begun. A machine that does not come that far, since yet
/// another one is lost meanwhile, hears what was agreed upon from one that did: nobody agrees without having
/// heard everybody who is left, and everybody says what was agreed upon before. So no two machines ever take
/// different iterations.
///
/// Machines go on if they are more than half of those that agreed before, or half of them with the first of those.
/// Therefore of several groups that are cut off from each other at most one goes on.
///
/// For one thread at a time.
final class Agreement {
    private final int own;
    private final List<Integer> machines;
    private final Map<Integer, Standing> heard = new HashMap<>();
    private NavigableSet<Integer> before;

    /// @param machines how many there are
    /// @param own the number of this one
    Agreement(int machines, int own) {
        this.own = own;
        this.machines = new ArrayList<>(Collections.nCopies(machines, Standing.HERE));
        before = left(this.machines);
    }

    /// A machine is lost.
    ///
    /// @return whether those that are left may go on
    boolean lose(int machine) {
        if (machines.get(machine) == Standing.HERE) {
            machines.set(machine, Standing.LOST);
        }
        NavigableSet<Integer> left = left(machines);
        int twice = 2 * left.size();
        return twice > before.size() || (twice == before.size() && left.contains(before.first()));
    }

    /// Whether there are lost machines about which nothing is agreed upon.
    boolean open() {
        return machines.contains(Standing.LOST);
    }

    /// How many machines are left.
    int left() {
        return left(machines).size();
    }

    /// The first of them.
    int first() {
        return left(machines).first();
    }

    /// What this machine is to tell the others after a loss.
    ///
    /// @param begun how many iterations its nodes have begun; they must not begin more while this is [#open]
    Standing standing(int begun) {
        Standing standing = new Standing(own, begun, machines);
        hear(standing);
        return standing;
    }

    /// A machine has told what it knows. Of what it has told before the loss of another one nothing counts any more, in
    /// whichever order it comes.
    void hear(Standing told) {
        if (told.machines().size() == machines.size()) {
            heard.merge(told.from(), told, (known, other) -> isLater(other, known) ? other : known);
        }
    }

    private static boolean isLater(Standing one, Standing other) {
        return left(one.machines()).size() < left(other.machines()).size();
    }

    /// Agrees, if all that are left have said the same.
    ///
    /// @return the machines agreed upon now, each with the first iteration, from 0, from which it is absent
    SortedMap<Integer, Integer> settle() {
        NavigableSet<Integer> left = left(machines);
        List<Standing> told =
                left.stream().map(heard::get).filter(Objects::nonNull).toList();
        boolean all = told.size() == left.size()
                && told.stream().allMatch(each -> left(each.machines()).equals(left));
        SortedMap<Integer, Integer> settled = new TreeMap<>();
        if (!open() || !all) {
            return settled;
        }
        int unbegun = told.stream().mapToInt(Standing::begun).max().orElseThrow();
        for (int machine = 0; machine < machines.size(); machine++) {
            if (machines.get(machine) == Standing.LOST) {
                int its = machine;
                int known = told.stream()
                        .mapToInt(each -> each.machines().get(its))
                        .max()
                        .orElseThrow();
                settled.put(machine, known >= 0 ? known : unbegun);
            }
        }
        settled.forEach(machines::set);
        before = left;
        return settled;
    }

    private static NavigableSet<Integer> left(List<Integer> machines) {
        NavigableSet<Integer> left = new TreeSet<>();
        IntStream.range(0, machines.size())
                .filter(machine -> machines.get(machine) == Standing.HERE)
                .forEach(left::add);
        return left;
    }
}
