/// Measurements of the program itself, as ratios to what the machine can do, taken in the same run.
@NullMarked
package murmur.bench;

import org.jspecify.annotations.NullMarked;
