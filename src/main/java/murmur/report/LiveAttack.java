package murmur.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.attack.Assessment;
import murmur.attack.Attack;
import murmur.attack.Finding;
import murmur.attack.ProgressListener;
import murmur.attack.Sending;
import murmur.attack.Targets;
import murmur.experiment.AttackPlan;
import murmur.launch.EmbeddedRun;
import murmur.node.NodeEvent;
import murmur.sharing.Audience;
import murmur.training.Workers;

/// Attacks the models of a run as they are sent, so that none of them has to be saved. A node waits until what it sent
/// is scored; therefore models do not pile up. The results are those of an attack on saved models, in the same files.
public final class LiveAttack implements NodeEvent.Observer, AutoCloseable {
    /// The files are written again once this part of their content is new: after each of the first iterations that are
    /// attacked, and then ever less often, so that a long run does not write for ever.
    private static final double NEW_PART = 0.02;

    private final AttackPlan plan;
    private final int nodes;
    private final Path folder;
    private final Assessment assessment;
    private final Semaphore underWay;
    private final Map<Integer, Integer> endings = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Lock writing = new ReentrantLock();
    private int written;
    private boolean finished;

    private LiveAttack(EmbeddedRun run, AttackPlan plan, Path folder, Workers workers, ProgressListener progress)
            throws InterruptedException {
        this.plan = plan;
        this.folder = folder;
        nodes = run.experiment().nodes();
        // As many as keep all workers busy: with thousands of nodes, not all of them make the model they sent again.
        underWay = new Semaphore(2 * workers.count());
        var iterations = plan.due(IntStream.range(0, run.experiment().schedule().iterations()));
        assessment =
                new Assessment(plan.adversary(), new Targets(SavedRun.knowledge(run), iterations, workers, progress));
    }

    /// Throws if the run cannot be attacked as planned.
    ///
    /// @throws BadInput naming the place of the plan
    public static void check(EmbeddedRun run, AttackPlan plan) {
        for (Attack attack : plan.adversary().attacks()) {
            try {
                attack.check(SavedRun.knowledge(run));
            } catch (BadInput bad) {
                throw bad.at(plan.place());
            }
        }
    }

    /// Gets ready, which takes long where shadow models are trained.
    ///
    /// @param folder that of the run
    /// @param workers those of the run
    /// @param progress of what is computed before the run and after it
    public static LiveAttack start(
            EmbeddedRun run, AttackPlan plan, Path folder, Workers workers, ProgressListener progress)
            throws InterruptedException {
        return new LiveAttack(run, plan, folder, workers, progress);
    }

    @Override
    public void on(NodeEvent event) {
        switch (event) {
            case NodeEvent.Shared shared -> {
                if (shared.audience().afterTraining()
                        && plan.includes(shared.node(), shared.audience().step().iteration())) {
                    score(sending(shared));
                }
            }
            case NodeEvent.IterationEnded ended -> {
                if (plan.due(ended.iteration()) && lastToEnd(ended.iteration()) && muchIsNew()) {
                    write();
                }
            }
            case NodeEvent.Finished finish -> {}
        }
    }

    private static Sending sending(NodeEvent.Shared shared) {
        Audience audience = shared.audience();
        List<Sending.Copy> copies = IntStream.range(0, audience.receivers().size())
                .filter(position -> audience.receivers().get(position).present())
                .mapToObj(position -> new Sending.Copy(
                        audience.receivers().get(position).node(),
                        () -> shared.shares().sent(position)))
                .toList();
        return new Sending(shared.node(), audience.step(), copies);
    }

    private void score(Sending sending) {
        try {
            underWay.acquire();
            try {
                List<Finding> found = assessment.see(sending);
                synchronized (findings) {
                    findings.addAll(found);
                }
            } finally {
                underWay.release();
            }
        } catch (InterruptedException stopped) {
            // The node is to stop, and will see so at the next thing it waits for.
            Thread.currentThread().interrupt();
        }
    }

    private boolean lastToEnd(int iteration) {
        synchronized (endings) {
            boolean last = endings.merge(iteration, 1, Integer::sum) == nodes;
            if (last) {
                endings.remove(iteration);
            }
            return last;
        }
    }

    private boolean muchIsNew() {
        synchronized (findings) {
            return findings.size() - written > NEW_PART * findings.size();
        }
    }

    private List<Finding> sorted() {
        synchronized (findings) {
            written = findings.size();
            return findings.stream().sorted(Finding.ORDER).toList();
        }
    }

    private void write() {
        writing.lock();
        try {
            List<Finding> all = sorted();
            List<String> attacks = plan.adversary().names().stream()
                    .filter(name -> all.stream().anyMatch(each -> each.attack().equals(name)))
                    .toList();
            if (!finished && !attacks.isEmpty()) {
                AttackFiles.write(folder, attacks, all);
            }
        } finally {
            writing.unlock();
        }
    }

    /// Attacks all models together, once the run is over.
    ///
    /// @return all findings, by iteration, victim and observer
    public List<Finding> conclude() throws InterruptedException {
        List<Finding> together = assessment.conclude();
        synchronized (findings) {
            findings.addAll(together);
        }
        finish();
        return sorted();
    }

    /// Writes what is still to be written, also when the run was cut short. Only the first call counts.
    public void finish() {
        writing.lock();
        try {
            write();
            finished = true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        finish();
        assessment.close();
    }
}
