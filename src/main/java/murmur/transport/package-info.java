/// How messages travel between nodes.
@NullMarked
package murmur.transport;

import org.jspecify.annotations.NullMarked;
