/// Grid'5000 as the reference uses it: the JSON files that describe its experiments.
@NullMarked
package murmur.launch.grid5000;

import org.jspecify.annotations.NullMarked;
