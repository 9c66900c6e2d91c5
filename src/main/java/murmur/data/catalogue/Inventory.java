package murmur.data.catalogue;

import java.nio.file.Path;
import java.util.List;
import murmur.data.catalogue.Finding.State;

/// What was found of a data set.
public record Inventory(Path folder, List<Finding> findings) {
    /// How many things are missing or damaged.
    int lacking() {
        return (int) findings.stream().filter(finding -> !finding.present()).count();
    }

    /// Whether everything is there.
    public boolean complete() {
        return lacking() == 0;
    }

    /// Whether nothing is there.
    public boolean empty() {
        return findings.stream().allMatch(finding -> finding.state() == State.MISSING);
    }

    /// The size of what is there.
    public long bytes() {
        return findings.stream().mapToLong(Finding::bytes).sum();
    }

    /// What is missing.
    public List<Finding> missing() {
        return in(State.MISSING);
    }

    /// What is not as published.
    public List<Finding> damaged() {
        return in(State.DAMAGED);
    }

    private List<Finding> in(State state) {
        return findings.stream().filter(finding -> finding.state() == state).toList();
    }
}
