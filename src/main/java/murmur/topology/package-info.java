/// Who is whose neighbour, and when: graphs, their files and generators.
@NullMarked
package murmur.topology;

import org.jspecify.annotations.NullMarked;
