/// Many runs, some at a time.
@NullMarked
package murmur.launch.batch;

import org.jspecify.annotations.NullMarked;
