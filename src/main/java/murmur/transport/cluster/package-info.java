/// Messages between machines: the bytes on the wire, and the group of hosts that exchange them.
@NullMarked
package murmur.transport.cluster;

import org.jspecify.annotations.NullMarked;
