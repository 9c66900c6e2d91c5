package murmur.topology;

import murmur.BadInput;

/// The graph that [OnePeerExponential] has at one step: every node has one neighbour, and only log₂ nodes steps
/// in a row connect them all.
///
/// @param step counted from 0; the graphs repeat after log₂ nodes steps
public record OnePeerStep(int step) implements Generator {
    public OnePeerStep {
        BadInput.unless(step >= 0, "step of a one-peer exponential topology", "not be negative", step);
    }

    @Override
    public Graph generate(int nodes, long seed) {
        return new OnePeerExponential(nodes, 1).at(new Step(step, 0));
    }
}
