/// Networks as values: the entries of their state, their initial weights, their forward pass.
@NullMarked
package murmur.model;

import org.jspecify.annotations.NullMarked;
