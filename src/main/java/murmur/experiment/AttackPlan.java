package murmur.experiment;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.attack.Assessment.Adversary;

/// Attacks on a run while it runs. They change nothing of it.
///
/// @param period in iterations: messages of the first iteration are attacked, and of every one whose number it divides
/// @param victims the nodes whose messages are attacked
/// @param place where the attacks were asked for, in words for messages
public record AttackPlan(Adversary adversary, int period, Set<Integer> victims, String place) {
    public AttackPlan {
        BadInput.unless(period >= 1, "attack_after", "be at least 1", period);
        victims = Set.copyOf(victims);
    }

    /// Whether what node `node` sends in iteration `iteration` (from 0) is attacked.
    public boolean includes(int node, int iteration) {
        return victims.contains(node) && due(iteration);
    }

    /// Whether anything that is sent in iteration `iteration` (from 0) is attacked.
    public boolean due(int iteration) {
        return iteration == 0 || (iteration + 1) % period == 0;
    }

    /// Of so many iterations, those whose messages are attacked, from 0.
    public SortedSet<Integer> due(IntStream iterations) {
        return iterations.filter(this::due).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
