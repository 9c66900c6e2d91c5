/// Where a run runs.
@NullMarked
package murmur.launch;

import org.jspecify.annotations.NullMarked;
