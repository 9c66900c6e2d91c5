package murmur.attack;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import murmur.training.Workers;
import org.jspecify.annotations.Nullable;

/// What attacks are pointed at: the nodes of one run.
public final class Targets {
    private final Knowledge knowledge;
    private final SortedSet<Integer> iterations;
    private final Workers workers;
    private final ProgressListener progress;
    private @Nullable Shadows shadows;

    /// @param iterations the iterations in which models will be seen, from 0
    /// @param progress of what attacks compute besides losses
    public Targets(Knowledge knowledge, SortedSet<Integer> iterations, Workers workers, ProgressListener progress) {
        this.knowledge = knowledge;
        this.iterations = Collections.unmodifiableSortedSet(new TreeSet<>(iterations));
        this.workers = workers;
        this.progress = progress;
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    public SortedSet<Integer> iterations() {
        return iterations;
    }

    public Workers workers() {
        return workers;
    }

    ProgressListener progress() {
        return progress;
    }

    /// Shadow models, trained when they are first asked for; all attacks share them.
    synchronized Shadows shadows() throws InterruptedException {
        if (shadows == null) {
            shadows = Shadows.trained(this);
        }
        return shadows;
    }
}
