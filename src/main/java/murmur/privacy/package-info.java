/// Noise added to what leaves a node, and how much of it.
@NullMarked
package murmur.privacy;

import org.jspecify.annotations.NullMarked;
