package murmur.launch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The iteration after which the nodes of all machines are saved before a run stops.
///
/// Every machine proposes the first iteration that none of its nodes has ended, and keeps its nodes from passing it
/// until it has heard the proposals of all; the latest of these is the meeting. So no node can have missed it, and all
/// can reach it, since whatever they need for that is sent before it. A meeting at the very end of the run is none.
final class Rendezvous {
    private final Map<Integer, Integer> ended = new HashMap<>();
    private final Map<Integer, Integer> proposals = new TreeMap<>();
    private final Map<Integer, Integer> reached = new TreeMap<>();
    private int machine;
    private int machines = 1;
    private int start;
    private int last = Integer.MAX_VALUE;
    private boolean settled;
    private boolean abandoned;

    /// @param among how many machines
    synchronized void of(int own, int among) {
        machine = own;
        machines = among;
    }

    /// Where a run begins and how long it is, in iterations.
    synchronized void over(int from, int iterations) {
        start = from;
        last = iterations;
    }

    /// Whether there is anything that would be lost.
    synchronized boolean isWorthwhile() {
        return latest() > 0;
    }

    private int latest() {
        return ended.values().stream().mapToInt(Integer::intValue).max().orElse(start);
    }

    /// Makes the proposal of this machine, if it has not made any.
    ///
    /// @return what is proposed, where it is news
    synchronized OptionalInt propose() {
        if (proposals.containsKey(machine)) {
            return OptionalInt.empty();
        }
        int first = Math.min(latest() + 1, last);
        proposed(machine, first);
        return OptionalInt.of(first);
    }

    synchronized void proposed(int by, int iterations) {
        proposals.put(by, iterations);
        notifyAll();
    }

    /// After how many iterations all are saved, once that is agreed upon.
    synchronized OptionalInt meeting() {
        return proposals.size() < machines
                ? OptionalInt.empty()
                : proposals.values().stream().mapToInt(Integer::intValue).max();
    }

    /// A node has ended an iteration, and waits here as long as it must not go on.
    ///
    /// @return whether this is the meeting
    synchronized boolean pass(int node, int iterations) {
        ended.put(node, iterations);
        try {
            while (proposals.containsKey(machine)
                    && iterations >= proposals.get(machine)
                    && meeting().isEmpty()
                    && !abandoned) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        OptionalInt meeting = meeting();
        return meeting.isPresent() && meeting.getAsInt() == iterations;
    }

    /// All nodes of a machine have ended so many iterations, and were saved if the meeting was among these.
    synchronized void reached(int by, int iterations) {
        reached.merge(by, iterations, Math::max);
        notifyAll();
    }

    /// Another machine knows that all were saved.
    synchronized void settle() {
        settled = true;
        notifyAll();
    }

    /// The run has ended, or cannot go on.
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /// @return whether all nodes of all machines were saved
    synchronized boolean await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isSettled()) {
            OptionalInt meeting = meeting();
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (abandoned || left <= 0 || (meeting.isPresent() && meeting.getAsInt() == last)) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private boolean isSettled() {
        OptionalInt meeting = meeting();
        return settled
                || (meeting.isPresent()
                        && meeting.getAsInt() < last
                        && IntStream.range(0, machines)
                                .allMatch(by -> reached.getOrDefault(by, 0) >= meeting.getAsInt()));
    }
}
