/// Pictures of graphs.
@NullMarked
package murmur.report.picture;

import org.jspecify.annotations.NullMarked;
