package murmur.report;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.attack.Assessment;
import murmur.attack.Assessment.Adversary;
import murmur.attack.Attack.Samples;
import murmur.attack.Finding;
import murmur.attack.ProgressListener;
import murmur.attack.Sending;
import murmur.attack.Targets;
import murmur.training.Arithmetic;
import murmur.training.Workers;

/// Attacks the models that a run has saved, several at a time.
public final class SavedAttack {
    private final SavedRun saved;
    private final Adversary adversary;
    private final List<String> problems = new ArrayList<>();

    /// @throws BadInput if an attack needs a test set and the run has none
    public SavedAttack(SavedRun saved, Adversary adversary) {
        this.saved = saved;
        this.adversary = adversary;
        boolean needsTests =
                adversary.attacks().stream().anyMatch(attack -> attack.needs().contains(Samples.NON_MEMBERS));
        BadInput.unless(
                !needsTests || saved.run().data().test().isPresent(),
                saved.folder() + ": test_dir",
                "name a test set, whose samples no node has trained on",
                "blank");
    }

    /// @param workerCount threads that compute
    /// @param progress of the models scored, and of what is computed besides
    /// @return findings by iteration, victim and observer
    /// @throws BadInput if no model could be attacked, or this machine has not the device of the run
    public List<Finding> run(int workerCount, ProgressListener progress) throws InterruptedException {
        List<Sending> sendings = saved.sendings();
        TreeSet<Integer> iterations = sendings.stream()
                .map(sending -> sending.step().iteration())
                .collect(Collectors.toCollection(TreeSet::new));
        var learning = saved.run().experiment().learning();
        var device = learning.model().device();
        device.prepare();
        try (Workers workers =
                        new Workers(workerCount, Arithmetic.of(saved.run().network(), learning.training(), device));
                Assessment assessment =
                        new Assessment(adversary, new Targets(saved.knowledge(), iterations, workers, progress))) {
            List<Finding> findings = new ArrayList<>(seeAll(assessment, sendings, workers.count(), progress));
            findings.addAll(assessment.conclude());
            requireSome(findings);
            findings.sort(Finding.ORDER);
            return findings;
        }
    }

    /// What kept single models from being attacked.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void requireSome(List<Finding> findings) {
        if (findings.isEmpty() && !problems.isEmpty()) {
            throw new BadInput("no model could be attacked: " + problems.getFirst());
        }
        BadInput.unless(
                !findings.isEmpty(),
                "--view",
                "include messages that were saved, which are those to each node's first neighbour",
                adversary.view());
    }

    /// A few more messages than workers are under way, so that workers never wait for a file, and few models are held.
    private List<Finding> seeAll(Assessment assessment, List<Sending> sendings, int workers, ProgressListener progress)
            throws InterruptedException {
        Semaphore underWay = new Semaphore(2 * workers);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<List<Finding>> completion = new ExecutorCompletionService<>(threads);
            for (Sending sending : sendings) {
                completion.submit(() -> {
                    underWay.acquire();
                    try {
                        return assessment.see(sending);
                    } finally {
                        underWay.release();
                    }
                });
            }
            List<Finding> findings = new ArrayList<>();
            for (int done = 1; done <= sendings.size(); done++) {
                findings.addAll(resultOf(completion));
                progress.reached("models", done, sendings.size());
            }
            return findings;
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    private List<Finding> resultOf(CompletionService<List<Finding>> completion) throws InterruptedException {
        try {
            return completion.take().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof BadInput || failure.getCause() instanceof UncheckedIOException) {
                problems.add(String.valueOf(failure.getCause().getMessage()));
                return List.of();
            }
            throw new IllegalStateException("an attack failed: " + failure.getCause(), failure.getCause());
        }
    }
}
