/// What a run leaves behind.
@NullMarked
package murmur.report;

import org.jspecify.annotations.NullMarked;
