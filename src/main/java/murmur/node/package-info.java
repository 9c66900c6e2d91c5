/// The learning loop, and what it reports.
@NullMarked
package murmur.node;

import org.jspecify.annotations.NullMarked;
