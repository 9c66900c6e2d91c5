package murmur.launch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of the machines of a run: who is here, how far each is, who has finished, and what went wrong. The
/// first failure counts, and ends all waiting.
final class RollCall {
    private final int machines;
    private final Map<Integer, Integer> here = new TreeMap<>();
    private final TreeSet<Integer> done = new TreeSet<>();
    private final Consumer<RunFailure> alarm;
    private boolean ended;
    private @Nullable RunFailure failure;

    /// @param alarm told of the first failure
    RollCall(int machines, Consumer<RunFailure> alarm) {
        this.machines = machines;
        this.alarm = alarm;
    }

    synchronized void isHere(int machine) {
        here.putIfAbsent(machine, 0);
        notifyAll();
    }

    synchronized void hasCompleted(int machine, int iterations) {
        here.merge(machine, iterations, Math::max);
    }

    synchronized void isDone(int machine) {
        done.add(machine);
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// A machine has left; before the end that is a failure.
    ///
    /// @param why given how many iterations that machine has completed
    void left(int machine, java.util.function.IntFunction<RunFailure> why) {
        int completed;
        synchronized (this) {
            Integer known = here.remove(machine);
            completed = known == null ? 0 : known;
            notifyAll();
            if (ended) {
                return;
            }
        }
        fail(why.apply(completed));
    }

    void fail(RunFailure cause) {
        synchronized (this) {
            if (failure != null) {
                return;
            }
            failure = cause;
            notifyAll();
        }
        alarm.accept(cause);
    }

    /// The iterations that all machines known have completed.
    synchronized int completed() {
        return here.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /// The iterations that all machines but one have completed.
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
        return await(limit, () -> here.size() == machines);
    }

    void awaitAllDone() throws InterruptedException {
        await(Duration.ofDays(365), () -> done.size() == machines);
    }

    void awaitEnd() throws InterruptedException {
        await(Duration.ofDays(365), () -> ended);
    }

    boolean awaitAllGone(Duration limit) throws InterruptedException {
        return await(limit, () -> here.size() <= 1);
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
