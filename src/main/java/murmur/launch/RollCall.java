package murmur.launch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of the machines of a run: who is here, how far each is, who has finished, who is lost, and what went
/// wrong. The first failure counts, and ends all waiting.
final class RollCall {
    private final int machines;
    private final Map<Integer, Integer> here = new TreeMap<>();
    private final TreeSet<Integer> done = new TreeSet<>();
    private final TreeSet<Integer> gone = new TreeSet<>();
    private final TreeSet<Integer> lost = new TreeSet<>();
    private final Consumer<RuntimeException> alarm;
    private boolean met;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /// @param alarm told of the first failure
    RollCall(int machines, Consumer<RuntimeException> alarm) {
        this.machines = machines;
        this.alarm = alarm;
    }

    synchronized void isHere(int machine) {
        here.putIfAbsent(machine, 0);
        met |= here.size() == machines && gone.isEmpty();
        notifyAll();
    }

    /// Whether all machines have been here at the same time.
    synchronized boolean met() {
        return met;
    }

    synchronized void hasCompleted(int machine, int iterations) {
        here.merge(machine, iterations, Math::max);
    }

    synchronized void isDone(int machine) {
        done.add(machine);
        notifyAll();
    }

    /// All have finished.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// A machine has left. When all have finished, that is the end, whoever was to say so.
    ///
    /// @return whether it left before the end
    synchronized boolean left(int machine) {
        gone.add(machine);
        ended |= allFinished();
        notifyAll();
        return !ended;
    }

    synchronized boolean hasFinished(int machine) {
        return done.contains(machine);
    }

    /// Whether the run is over within some time, one way or the other.
    boolean isOverWithin(Duration limit) throws InterruptedException {
        return await(limit, () -> ended || failure != null);
    }

    /// A machine that has left is not waited for any more.
    synchronized void lose(int machine) {
        lost.add(machine);
        notifyAll();
    }

    private boolean allFinished() {
        return IntStream.range(0, machines).allMatch(machine -> done.contains(machine) || lost.contains(machine));
    }

    void fail(RuntimeException cause) {
        synchronized (this) {
            if (failure != null) {
                return;
            }
            failure = cause;
            notifyAll();
        }
        alarm.accept(cause);
    }

    /// The iterations that all machines that are here have completed.
    synchronized int completed() {
        return here.entrySet().stream()
                .filter(machine -> !gone.contains(machine.getKey()))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(0);
    }

    /// The iterations that one machine has completed.
    synchronized int completed(int machine) {
        return here.getOrDefault(machine, 0);
    }

    /// The iterations that all machines but one have completed, those that have left included.
    synchronized int completedByOthers(int machine) {
        return here.entrySet().stream()
                .filter(other -> other.getKey() != machine)
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /// The machines that have not come yet.
    synchronized int[] missing() {
        return IntStream.range(0, machines)
                .filter(machine -> !here.containsKey(machine))
                .toArray();
    }

    boolean awaitAllHere(Duration limit) throws InterruptedException {
        return await(limit, () -> met);
    }

    /// Waits for the end: somebody says that all have finished, or it is for this machine to say so, as the first of
    /// those that are left.
    ///
    /// @return whether it is for this machine
    synchronized boolean awaitEnd(int own) throws InterruptedException {
        await(Duration.ofDays(365), () -> ended || (isFirst(own) && allFinished()));
        boolean first = !ended;
        ended = true;
        return first;
    }

    private boolean isFirst(int own) {
        return IntStream.range(0, own).allMatch(gone::contains);
    }

    boolean awaitAllGone(Duration limit) throws InterruptedException {
        return await(limit, () -> gone.size() >= machines - 1);
    }

    /// @return whether the condition holds; false when the time is over
    private synchronized boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (failure != null) {
                throw failure;
            }
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
