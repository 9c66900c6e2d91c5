/// What a node does with what arrives.
@NullMarked
package murmur.mixing;

import org.jspecify.annotations.NullMarked;
