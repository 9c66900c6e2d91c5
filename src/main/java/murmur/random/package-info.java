/// Random numbers: streams derived by name, and the reference's generators, exact to the bit.
@NullMarked
package murmur.random;

import org.jspecify.annotations.NullMarked;
