package murmur.transport;

import java.util.function.Supplier;
import murmur.math.ParameterVector;
import murmur.topology.Step;

/// One node's model on its way to a neighbour.
///
/// @param from the sender
/// @param step the step it belongs to
/// @param degree how many neighbours the sender has
/// @param model gives the vector, the same one at every call; a transport between machines calls it when it sends
public record Message(int from, Step step, int degree, Supplier<ParameterVector> model) implements Mail {}
