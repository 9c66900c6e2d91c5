/// Data sets, one copy for all nodes, and how they are divided among nodes.
@NullMarked
package murmur.data;

import org.jspecify.annotations.NullMarked;
