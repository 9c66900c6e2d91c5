package murmur.mixing;

import java.util.function.Supplier;
import murmur.math.ParameterVector;

/// A neighbour's model as it arrived.
///
/// @param degree how many neighbours the sender said it has
/// @param model made when asked for, so that only the vector being added is in memory
public record Received(int degree, Supplier<ParameterVector> model) {}
