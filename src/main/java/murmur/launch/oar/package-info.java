/// OAR, the scheduler of Grid'5000, by its commands or by the REST interface that Grid'5000 has in front of it.
@NullMarked
package murmur.launch.oar;

import org.jspecify.annotations.NullMarked;
