/// Where other machines come from, and the life cycle of a run on them: check, stage, reserve, start, follow, collect,
/// release.
@NullMarked
package murmur.launch.site;

import org.jspecify.annotations.NullMarked;
