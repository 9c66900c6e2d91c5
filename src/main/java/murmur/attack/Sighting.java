package murmur.attack;

import java.util.function.Supplier;
import murmur.math.ParameterVector;
import murmur.topology.Step;

/// One model as an adversary saw it.
///
/// @param observer who the adversary is: a receiver, several (`1+5`), or `all`
/// @param sender the node whose model it is
/// @param receiver the node it was sent to; the first of several
public record Sighting(String observer, int sender, int receiver, Step step, Supplier<ParameterVector> model) {
    /// The same once its model has been used, so that what is remembered of it does not keep the model.
    Sighting withoutModel() {
        return new Sighting(observer, sender, receiver, step, () -> {
            throw new IllegalStateException("the model is no longer there");
        });
    }
}
