package murmur.launch;

import java.util.List;

/// A machine without which a run goes on.
///
/// @param where it was, for people
/// @param nodes that were on it
/// @param completed how many iterations all of them are known to have completed
/// @param absentFrom the iteration, from 0, from which on they are absent
/// @param cause what it said before it left, or nothing
/// @param first the first of the machines that go on
public record Loss(
        int machine, String where, List<Integer> nodes, int completed, int absentFrom, String cause, int first) {
    public Loss {
        nodes = List.copyOf(nodes);
    }

    /// What has happened, in a sentence.
    public String message() {
        return where + " was lost" + (cause.isEmpty() ? "" : " (" + cause + ")") + "; it had completed " + completed
                + " iterations; its nodes are absent from iteration " + (absentFrom + 1) + " on, the others go on";
    }
}
