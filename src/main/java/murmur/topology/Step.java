package murmur.topology;

import murmur.BadInput;

/// One exchange between neighbours: mixing step `mixing` of iteration `iteration`, both counted from 0.
public record Step(int iteration, int mixing) {
    public Step {
        BadInput.unless(iteration >= 0, "iteration", "not be negative", iteration);
        BadInput.unless(mixing >= 0, "mixing step", "not be negative", mixing);
    }

    /// Whether this exchange comes earlier in a run.
    public boolean isBefore(Step other) {
        return iteration < other.iteration || (iteration == other.iteration && mixing < other.mixing);
    }
}
