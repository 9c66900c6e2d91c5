/// Where the data sets come from: what is known about each of them, whether it is there and whole, and getting it.
@NullMarked
package murmur.data.catalogue;

import org.jspecify.annotations.NullMarked;
