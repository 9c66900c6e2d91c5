/// What a run will cost, before anything runs or is reserved.
@NullMarked
package murmur.launch.plan;

import org.jspecify.annotations.NullMarked;
