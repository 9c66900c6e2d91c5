/// Flat float32 vectors, their weighted sums, and NumPy's file format.
@NullMarked
package murmur.math;

import org.jspecify.annotations.NullMarked;
