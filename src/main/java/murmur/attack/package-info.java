/// What somebody can learn who saw the messages. An attack is given what an adversary saw, and the data it is
/// assumed to know; never a node.
@NullMarked
package murmur.attack;

import org.jspecify.annotations.NullMarked;
