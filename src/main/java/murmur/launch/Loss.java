package murmur.launch;

/// A machine without which a run goes on.
///
/// @param where it was, for people
/// @param firstNode the first of its nodes
/// @param lastNode the last of them
/// @param completed how many iterations all of them are known to have completed
/// @param absentFrom the iteration, from 0, from which on they are absent
/// @param cause what it said before it left, or nothing
public record Loss(
        int machine, String where, int firstNode, int lastNode, int completed, int absentFrom, String cause) {
    /// What has happened, in a sentence.
    public String message() {
        return where + " was lost" + (cause.isEmpty() ? "" : " (" + cause + ")") + "; it had completed " + completed
                + " iterations; its nodes are absent from iteration " + (absentFrom + 1) + " on, the others go on";
    }
}
