package murmur.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.model.Libtorch;
import murmur.model.Network;

/// The threads that do the arithmetic: as many as there are cores, each with a model of its own. Nodes queue
/// for them in the order of their calls; which worker serves a node makes no difference to the result.
public final class Workers implements AutoCloseable {
    private final ExecutorService threads;
    private final ThreadLocal<Arithmetic> learners;
    private final int count;

    public Workers(int count, Network network) {
        this(count, () -> new Learner(network));
    }

    /// @param arithmetic makes that of one worker
    public Workers(int count, Supplier<? extends Arithmetic> arithmetic) {
        BadInput.unless(count >= 1, "workers", "be at least 1", count);
        this.count = count;
        Libtorch.loadForOneThread();
        learners = ThreadLocal.withInitial(arithmetic);
        ThreadFactory factory = Thread.ofPlatform().name("worker-", 0).daemon().factory();
        threads = Executors.newFixedThreadPool(count, factory);
    }

    public int count() {
        return count;
    }

    /// Has a worker do `work` and waits for the result.
    public <T> T call(Function<Arithmetic, T> work) throws InterruptedException {
        return await(submit(work));
    }

    /// Has workers do all of `works`, at the same time if they can, and waits for the results, in the order of `works`.
    public <T> List<T> callAll(List<Function<Arithmetic, T>> works) throws InterruptedException {
        List<Future<T>> futures = works.stream().map(this::submit).toList();
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(await(future));
        }
        return results;
    }

    private <T> Future<T> submit(Function<Arithmetic, T> work) {
        return threads.submit(() -> work.apply(learners.get()));
    }

    private static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a worker failed: " + failure.getCause(), failure.getCause());
        }
    }

    /// Ends the threads once what they are doing is done.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
