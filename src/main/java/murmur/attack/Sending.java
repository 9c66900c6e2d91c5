package murmur.attack;

import java.util.List;
import java.util.function.Supplier;
import murmur.math.ParameterVector;
import murmur.topology.Step;

/// The messages of one sender at one step, as far as they can be overheard.
///
/// @param copies in the order of the sender's neighbours
public record Sending(int sender, Step step, List<Copy> copies) {
    public Sending {
        copies = List.copyOf(copies);
    }

    /// One message.
    ///
    /// @param model what it holds; asked for only when it is needed
    public record Copy(int receiver, Supplier<ParameterVector> model) {}
}
