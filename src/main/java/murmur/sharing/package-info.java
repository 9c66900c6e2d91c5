/// What leaves a node.
@NullMarked
package murmur.sharing;

import org.jspecify.annotations.NullMarked;
