/// Which configurations does a sweep consist of?
@NullMarked
package murmur.experiment.sweep;

import org.jspecify.annotations.NullMarked;
