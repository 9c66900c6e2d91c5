/// What a node does with its own data: steps of an optimiser, and evaluation.
@NullMarked
package murmur.training;

import org.jspecify.annotations.NullMarked;
